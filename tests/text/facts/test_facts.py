"""Title, unit, edition, notices, headings, contacts and damage."""

import pytest

from zwgk.text.facts import facts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "青石镇2019年政务公开日活动总结\n按照通知安排，我镇开展宣传。",
            "青石镇2019年政务公开日活动总结",
        ),
        (
            "首页 > 街道信息\n平安街道开展宣传活动\n发布时间：2024-05-17  浏览次数：216\n正文。",
            "平安街道开展宣传活动",
        ),
        ("标题：平安街道开展宣传活动\n来源：平安街道\n正文。", "平安街道开展宣传活动"),
        (
            "某县人民政府办公室文件\n某政办发〔2018〕15号\n关于开展活动的通知\n各镇：",
            "关于开展活动的通知",
        ),
        ("5月15日，我镇开展宣传活动。\n效果很好。", None),
        ("为进一步做好政务公开工作，我镇开展活动。", None),
        ("一、领导重视\n镇里成立领导小组。", None),
        ("各乡镇人民政府：\n现将有关事项通知如下。", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    found = facts(text).title
    assert (found.text if found else None) == title


def test_a_title_broken_over_two_lines_is_one() -> None:
    found = facts(
        "某市医疗保障局\n关于开展政务公开宣传活动情况的报告\n市政府：\n现报告如下。"
    ).title
    assert found is not None
    assert found.text.replace("\n", "") == "某市医疗保障局关于开展政务公开宣传活动情况的报告"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("青石镇2019年政务公开日活动总结\n正文。", "青石镇"),
        ("元宝区七道街道办事处“5·15政务公开日”活动总结\n正文。", "元宝区七道街道办事处"),
        ("青石县多部门联动开展“政务公开日”宣传\n正文。", "青石县"),
        (
            "关于活动情况的报告\n市政府：\n现报告如下。\n特此报告。\n青石市税务局\n2022年5月23日",
            "青石市税务局",
        ),
        ("结合xx经济开发区的实际工作，我区开展了活动。", "xx经济开发区"),
        (
            "主题是打造营商环境最优镇。活动当天，青石镇政务公开办公室发放资料。我镇工作见效。",
            "青石镇",
        ),
        ("5月15日，平安街道开展宣传活动。", "平安街道"),
        ("近日，活动举行，大家都说好。", None),
    ],
)
def test_unit(text: str, unit: str | None) -> None:
    found = facts(text).unit
    assert (found.text if found else None) == unit


@pytest.mark.parametrize(
    ("words", "edition"),
    [
        ("第十二届政务公开日", 12),
        ("第十二个“5·15政务公开日”", 12),
        ("第12个政务公开日", 12),
        ("第１９届5.15政务公开日", 19),
        ("全省第十一个“5·15”政务公开日", 11),
        ("第十届政府开放日", 10),
        ("政务公开日第十二届", 12),
        ("我市第五届政务公开日", 5),
        ("首届政府开放日", 1),
        ("第二十个政务公开宣传日", 20),
        ("第六个中国医师节政务公开主题日", None),
        ("第17个世界环境日，政务公开日", None),
        ("第三季度“政府开放日”", None),
        ("第xx个政务公开日", None),
        ("7个主题日", None),
        ("去年第十一个政务公开日", None),
    ],
)
def test_edition(words: str, edition: int | None) -> None:
    assert facts(f"我镇开展{words}活动。").edition == edition


def test_the_titles_edition_is_this_ones_and_all_are_named() -> None:
    found = facts("青石镇第十三个政务公开日总结\n按照第十二个政务公开日的做法，我镇开展宣传。")
    assert found.edition == 13
    assert [value for value, _ in found.editions] == [13, 12]


def test_notices_are_cited_with_their_numbers_and_laws_are_none() -> None:
    text = (
        "根据《关于开展第十二届政务公开日活动的通知》（丹政办发〔2018〕15号）和《中华人民共和国政府信息公开条例》"
        "（国务院令第711号），按照青政办函[2018]3号文件，贯彻市里关于做好宣传工作的意见，我镇转发了"
        "《关于印发《活动方案》的通知》。"
    )
    assert [(one.title, one.number) for one in facts(text).notices] == [
        ("关于开展第十二届政务公开日活动的通知", "丹政办发〔2018〕15号"),
        ("", "青政办函[2018]3号"),
        ("市里关于做好宣传工作的意见", ""),
        ("关于印发《活动方案》的通知", ""),
    ]


def test_headings_have_levels_and_end_before_the_paragraph() -> None:
    text = (
        "一、领导重视，周密部署。\n（一）线上发力。制作短片，推送视频。\n1．广泛宣传\n"
        "(2)现场咨询\n一是认真准备。\n2024年5月15日"
    )
    assert [(one.level, one.text) for one in facts(text).headings] == [
        (1, "领导重视，周密部署"),
        (2, "线上发力"),
        (3, "广泛宣传"),
        (4, "现场咨询"),
    ]


def test_contacts() -> None:
    text = (
        "联系电话：0415-2100000，手机13800000000，邮箱：zwgk@example.cn，邮编：118000\n"
        "地址：人民路42号"
    )
    assert [(one.kind, one.text) for one in facts(text).contacts] == [
        ("phone", "0415-2100000"),
        ("mobile", "13800000000"),
        ("email", "zwgk@example.cn"),
        ("postcode", "118000"),
        ("address", "人民路42号"),
    ]


BODY = "5月15日，青石镇在集市开展政务公开日宣传活动，发放资料，解答群众问题，受到好评。" * 4


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"甲{BODY}\n甲{BODY}", "重复"),
        ("青石镇政务(wù)公开，提升透(tòu)明度，活动现(xiàn)场热烈。", "拼音"),
        ("為進一步開展政務公開，鎮政府組織動員，發放資料，現場解答問題。", "繁体"),
        ("我镇开展活动?发放资料?解答问题?群众满意。", "标点"),
        ("我镇开展活动\ufffd。", "乱码"),
        ("我镇开展棋牌活动。", "无关"),
    ],
)
def test_damage_is_warned_of(text: str, word: str) -> None:
    assert any(word in warning for warning in facts(text).warnings)


def test_an_ordinary_text_has_no_warnings() -> None:
    assert facts(f"青石镇总结\n{BODY}\n群众问：为什么要公开？").warnings == ()


def test_a_damaged_page_is_read_all_the_same() -> None:
    text = (
        "2024年5月15日，平安街道開展第十八個“5·15政務(wù)公開日”活動，"
        "以“公開聚民心(xīn)，服務促振興”為主題，組織現場諮詢。"
    )
    found = facts(text)
    assert (found.edition, found.theme) == (18, "公開聚民心，服務促振興")
    assert [day.iso for day in found.dates] == ["2024-05-15"]
