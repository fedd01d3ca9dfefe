"""Personal data: found in every way of writing, and nothing found where there is none.

Every number and name here is made up.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.text.privacy import blocking, exposures, is_credit_code, is_id_number


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in exposures(text)]


def _identity(chance: random.Random) -> str:
    place = f"{chance.choice(['11', '21', '33', '44', '51', '65'])}{chance.randrange(10_000):04}"
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(31_000))
    first = f"{place}{born:%Y%m%d}{chance.randrange(1000):03}"
    return next(first + char for char in "0123456789X" if is_id_number(first + char))


def _full_width(number: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in number)


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "lower case": str.lower,
    "full width": _full_width,
    "spaced": " ".join,
    "ideographic spaces": "\u3000".join,
    "two separators": "- ".join,
    "zero width": "\u200b".join,
    "grouped": lambda number: f"{number[:6]} {number[6:14]}-{number[14:]}",
    "line broken": lambda number: f"{number[:9]}\n{number[9:]}",
    "line broken, indented": lambda number: f"{number[:14]}\r\n　　{number[14:]}",
}


@pytest.mark.parametrize("form", WRITTEN)
def test_every_identity_number_is_found_in_every_form(form: str) -> None:
    chance = random.Random(20180515)
    for _ in range(200):
        written = WRITTEN[form](_identity(chance))
        text = f"申请人提供证件{written}，已核对。"
        found = [e for e in exposures(text) if e.kind == "id_number"]
        assert [(e.text, e.certain) for e in found] == [(written, True)]


def test_random_numbers_of_18_digits_are_no_identity() -> None:
    chance = random.Random(7)
    numbers = ["".join(chance.choices("0123456789", k=18)) for _ in range(5000)]
    alarms = sum(bool(exposures(f"编号{number}。")) for number in numbers)
    assert alarms < 0.003 * len(numbers)


@pytest.mark.parametrize(
    "number",
    [
        "210602199002301239",  # 30 February
        "990602199003071234",  # no such province
        "21060219900307123X1",  # nineteen characters
    ],
)
def test_what_cannot_be_an_identity_number_is_let_through(number: str) -> None:
    assert exposures(f"编号{number}。") == ()


def test_a_labelled_identity_number_with_a_wrong_check_digit_is_doubtful() -> None:
    good = _identity(random.Random(3))
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    (found,) = exposures(f"身份证号：{wrong}。")
    assert (found.kind, found.certain, found.text) == ("id_number", False, wrong)
    assert exposures(f"编号{wrong}。") == ()


def test_an_old_identity_number_needs_its_label() -> None:
    assert _kinds("身份证号210602800101123。") == [("id_number", "210602800101123")]
    assert exposures("文件编号210602800101123。") == ()


def _credit_code(first: str) -> str:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return next(first + char for char in alphabet if is_credit_code(first + char))


@given(st.from_regex(r"[159][1239][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True))
def test_credit_codes_are_let_through(first: str) -> None:
    assert exposures(f"统一社会信用代码：{_credit_code(first)}。") == ()


def test_an_identity_number_that_is_a_credit_code_by_chance_is_still_found() -> None:
    chance = random.Random(31)
    number = next(n for n in iter(lambda: _identity(chance), "") if is_credit_code(n))
    assert _kinds(f"本人{number}。") == [("id_number", number)]
    assert _kinds(f"统一社会信用代码{number}。") == []


@pytest.mark.parametrize(
    "text",
    [
        "索引号：113301100024917800/2018-13812345678",
        "政府网站标识码：2106000001",
        "详见http://www.example.cn/t/13812345678.html",
        "辽公网安备 21060202000123号",
        "电话12345，共1800余份，〔2018〕15号，5000 余 份",
        "资金13812345678元，编号0.13812345678",
        "人民路42号，第3组，2018年5月15日9:00至11:00",
        "浏览次数：353，共14个社区、3个行政村",
        "3A级景区，新A级企业",
    ],
)
def test_numbers_of_documents_and_counts_are_let_through(text: str) -> None:
    assert exposures(text) == ()


@pytest.mark.parametrize(
    "number",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "+86 138-1234-5678",
        "+8613812345678",
        "1 3 8 1 2 3 4 5 6 7 8",
        "138\u200b12345678",
    ],
)
def test_mobiles_are_found(number: str) -> None:
    assert _kinds(f"请拨打{number}。") == [("mobile", number)]
    assert blocking(f"请拨打{number}。") == [number]


def test_a_mobile_broken_over_two_lines_is_certain_behind_its_label_only() -> None:
    (labelled,) = exposures("电话1381234\n5678。")
    (bare,) = exposures("共计1381234\n5678。")
    assert (labelled.certain, bare.certain) == (True, False)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("咨询电话（0415）2150000", ["（0415）2150000"]),
        ("咨询电话(0415)2150000", ["(0415)2150000"]),
        ("电话0415-2150000转801", ["0415-2150000转801"]),
        ("电话：0415-2150000、2150001", ["0415-2150000", "2150001"]),
        ("电话：010-66000000", ["010-66000000"]),
        ("电话：60000000", ["60000000"]),
        ("传真：2150002", ["2150002"]),
        ("编号60000000", []),
        ("电话统计截至20180515", []),
    ],
)
def test_landlines_are_found(text: str, numbers: list[str]) -> None:
    assert _kinds(text) == [("landline", number) for number in numbers]


def test_declared_desk_phones_are_allowed_however_they_are_written() -> None:
    declared = frozenset({"0415-2150000", "13812345678"})
    text = "电话（0415）2150000，传真：2150000，手机+86 138 1234 5678，另一电话0415-2150001"
    found = exposures(text, public_phones=declared)
    assert [e.text for e in found] == ["0415-2150001"]


def _card(first: str) -> str:
    return next(first + d for d in "0123456789" if _luhn(first + d))


def _luhn(number: str) -> bool:
    doubled = [int(d) * (2 if at % 2 else 1) for at, d in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


@given(st.from_regex(r"62[0-9]{16}", fullmatch=True))
def test_bank_cards_of_a_known_issuer_are_certain(first: str) -> None:
    number = _card(first)
    (found,) = exposures(f"转入{number}。")
    assert (found.kind, found.text, found.certain) == ("bank_card", number, True)


@given(st.from_regex(r"7[0-9]{14}", fullmatch=True))
def test_other_cards_need_their_label(first: str) -> None:
    number = _card(first)
    assert exposures(f"编号{number}。") == ()
    (found,) = exposures(f"银行卡号：{number[:4]} {number[4:]}")
    assert (found.kind, found.certain) == ("bank_card", True)


def test_a_labelled_account_that_is_no_card_is_doubtful() -> None:
    (found,) = exposures("开户行：某银行，账号2106014040012345")
    assert (found.kind, found.certain) == ("bank_card", False)


def test_a_card_is_found_before_another_number_of_the_row() -> None:
    number = _card("622848000000000001")
    assert ("bank_card", number) in _kinds(f"卡号 {number} 13812345678")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("投稿至wo.de-xin@example.cn。", "email", "wo.de-xin@example.cn"),
        ("投稿至ｗｏ＠ｅｘａｍｐｌｅ．ｃｎ。", "email", "ｗｏ＠ｅｘａｍｐｌｅ．ｃｎ"),
        ("QQ：123456789。", "qq", "123456789"),
        ("微信号：zhang_0515。", "wechat", "zhang_0515"),
        ("面包车辽F12345停在门前", "plate", "辽F12345"),
        ("电动车辽AD12345停在门前", "plate", "辽AD12345"),
        ("他住在振兴区人民路42号3单元501室。", "address", "振兴区人民路42号3单元501室"),
        ("家住平安镇大营村3组12号的居民", "address", "平安镇大营村3组12号"),
        ("家住幸福花园8号楼2单元1301室", "address", "幸福花园8号楼2单元1301室"),
        ("家住阳光小区5-2-301", "address", "阳光小区5-2-301"),
    ],
)
def test_other_personal_data(text: str, kind: str, found: str) -> None:
    assert _kinds(text) == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    ["办公地址：人民路42号政府大楼3号楼301室", "活动地点：振兴路8号政务服务中心2号楼101室"],
)
def test_an_office_is_no_home(text: str) -> None:
    assert exposures(text) == ()


def test_a_mailbox_of_the_government_is_doubtful() -> None:
    (found,) = exposures("邮箱zwgk@example.gov.cn")
    assert not found.certain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("联系人：于占魁  电话：13812345678", "于占魁"),
        ("居民欧阳晓棠（13812345678）", "欧阳晓棠"),
        ("李晓 13812345678", "李晓"),
        ("13812345678（王五一）", "王五一"),
    ],
)
def test_the_name_beside_a_number_is_pointed_at(text: str, name: str) -> None:
    names = [e for e in exposures(text) if e.kind == "name"]
    assert [(e.text, e.certain) for e in names] == [(name, False)]


@pytest.mark.parametrize(
    "text",
    ["党政办 13812345678", "公安局：13812345678", "车牌辽F12345", "300余人次，电话13812345678"],
)
def test_offices_and_labels_beside_a_number_are_no_names(text: str) -> None:
    assert all(e.kind != "name" for e in exposures(text))


_PIECES = st.sampled_from(
    [
        "1381234",
        "5678",
        " ",
        "\n",
        "-",
        "2",
        "1",
        "0415",
        "）",
        "（",
        "电话",
        "村",
        "3组",
        "号",
        "单元",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_gives_spans_in_order_that_do_not_overlap(text: str) -> None:
    end = 0
    for found in exposures(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
