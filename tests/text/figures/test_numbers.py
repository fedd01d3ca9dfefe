"""Every way of writing a number in a summary: its value, qualifier, upper end and 量词."""

import pytest

from zwgk.kinds import Qualifier
from zwgk.text.figures.numbers import Number, numbers
from zwgk.text.figures.values import parse, spread
from zwgk.text.normal import normalise

EXACT, MORE, ABOUT, LESS = (
    Qualifier.EXACT,
    Qualifier.MORE_THAN,
    Qualifier.ABOUT,
    Qualifier.LESS_THAN,
)


def _only(text: str) -> Number:
    found = numbers(normalise(text).text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "high", "unit"),
    [
        # Arabic digits
        ("59份", 59, EXACT, None, "份"),
        ("98%", 98, EXACT, None, "%"),
        ("97.6%", 97.6, EXACT, None, "%"),
        ("1,800份", 1800, EXACT, None, "份"),
        ("1，800份", 1800, EXACT, None, "份"),
        ("1 800份", 1800, EXACT, None, "份"),
        ("１２０份", 120, EXACT, None, "份"),
        ("９８％", 98, EXACT, None, "%"),
        ("5000 份", 5000, EXACT, None, "份"),
        ("1\u200b20份", 120, EXACT, None, "份"),
        # 余, 多, 几, 来
        ("30余人次", 30, MORE, None, "人次"),
        ("300多人次", 300, MORE, None, "人次"),
        ("5000 余 份", 5000, MORE, None, "份"),
        ("1800余份", 1800, MORE, None, "份"),
        ("300+人次", 300, MORE, None, "人次"),
        ("20来人", 20, ABOUT, None, "人"),
        ("20几个", 20, MORE, None, "个"),
        # 万, 千 and their mixtures
        ("1.2万余份", 12000, MORE, None, "份"),
        ("2万多份", 20000, MORE, None, "份"),
        ("5万余份", 50000, MORE, None, "份"),
        ("1万2千份", 12000, EXACT, None, "份"),
        ("1万2份", 12000, EXACT, None, "份"),
        ("3千份", 3000, EXACT, None, "份"),
        ("3百余份", 300, MORE, None, "份"),
        ("120万次", 1_200_000, EXACT, None, "次"),
        ("10余万人次", 100_000, MORE, None, "人次"),
        # Chinese numerals
        ("六个", 6, EXACT, None, "个"),
        ("两幅", 2, EXACT, None, "幅"),
        ("十二个", 12, EXACT, None, "个"),
        ("三百余人", 300, MORE, None, "人"),
        ("二十余人", 20, MORE, None, "人"),
        ("二十多个", 20, MORE, None, "个"),
        ("百余名", 100, MORE, None, "名"),
        ("百余份", 100, MORE, None, "份"),
        ("万余份", 10000, MORE, None, "份"),
        ("一千二百份", 1200, EXACT, None, "份"),
        ("三百二份", 320, EXACT, None, "份"),
        ("三百零二份", 302, EXACT, None, "份"),
        ("两万五份", 25000, EXACT, None, "份"),
        ("三千余份", 3000, MORE, None, "份"),
        ("一万两千份", 12000, EXACT, None, "份"),
        # Words before and behind
        ("近千份", 1000, ABOUT, None, "份"),
        ("近百件", 100, ABOUT, None, "件"),
        ("近千人次", 1000, ABOUT, None, "人次"),
        ("近5万册", 50000, ABOUT, None, "册"),
        ("约200人", 200, ABOUT, None, "人"),
        ("大约200人", 200, ABOUT, None, "人"),
        ("约7700余份", 7700, ABOUT, None, "份"),
        ("500人左右", 500, ABOUT, None, "人"),
        ("上百人次", 100, MORE, None, "人次"),
        ("上万份", 10000, MORE, None, "份"),
        ("超10万次", 100_000, MORE, None, "次"),
        ("超过300份", 300, MORE, None, "份"),
        ("逾千份", 1000, MORE, None, "份"),
        ("突破1万次", 10000, MORE, None, "次"),
        ("不少于200份", 200, MORE, None, "份"),
        ("98%以上", 98, MORE, None, "%"),
        ("不足50人", 50, LESS, None, "人"),
        ("不到100份", 100, LESS, None, "份"),
        ("达到100%", 100, EXACT, None, "%"),
        ("高达99%", 99, EXACT, None, "%"),
        # Ranges
        ("200至300人", 200, ABOUT, 300, "人"),
        ("30—40人次", 30, ABOUT, 40, "人次"),
        ("1-2人", 1, ABOUT, 2, "人"),
        ("20～30份", 20, ABOUT, 30, "份"),
        ("200人至300人", 200, ABOUT, 300, "人"),
        ("六七十人", 60, ABOUT, 70, "人"),
        ("两三百人", 200, ABOUT, 300, "人"),
        ("十五六个", 15, ABOUT, 16, "个"),
        # Rates
        ("百分之九十八", 98, EXACT, None, ""),
        ("百分之百", 100, EXACT, None, ""),
        ("九成以上", 90, MORE, None, ""),
        ("九成八", 98, EXACT, None, ""),
        ("九成半", 95, EXACT, None, ""),
        # Vague ones have no value
        ("数百份", None, EXACT, None, "份"),
        ("几十人", None, EXACT, None, "人"),
        # 量词: the longest one
        ("12场次", 12, EXACT, None, "场次"),
        ("30人（次）", 30, EXACT, None, "人（次）"),
        ("90平方米", 90, EXACT, None, "平方米"),
        ("200个人", 200, EXACT, None, "个人"),
        ("200", 200, EXACT, None, ""),
    ],
)
def test_a_number_is_read_with_all_its_parts(
    text: str, value: float | None, qualifier: Qualifier, high: int | None, unit: str
) -> None:
    number = _only(text)
    assert (number.value, number.high, number.unit) == (value, high, unit)
    if value is not None:
        assert number.qualifier is qualifier


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("共接待近300余人次。", "近300余人次"),
        ("满意率达到98%以上", "98%以上"),
        ("多达500份", "500份"),
        ("点击率高达2600人次", "2600人次"),
        ("发放约1.2万份资料", "约1.2万份"),
    ],
)
def test_a_number_holds_its_qualifier_but_not_the_verb_of_reaching(text: str, written: str) -> None:
    number = _only(text)
    assert text[number.start : number.end] == written


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("62种11300余份", [62, 11300]),
        ("宣传单28种60000余份", [28, 60000]),
        ("14个社区、3个行政村", [14, 3]),
        ("12人到3个村", [12, 3]),
        ("30份至20人", [30, 20]),
        ("3批12人", [3, 12]),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, values: list[int]) -> None:
    found = numbers(text)
    assert [number.value for number in found] == values
    assert all(number.high is None for number in found)


@pytest.mark.parametrize("text", ["", "政务公开", "xx多个部门", "近年来", "若干份资料"])
def test_words_without_number_give_none(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇一八", 2018),
        ("一百零五", 105),
        ("一千零五十", 1050),
        ("十万", 100_000),
        ("3百万", 3_000_000),
        ("2亿", 200_000_000),
        ("1.5千", 1500),
        ("三五", None),
        ("三五十", None),
        ("1.2.3", None),
    ],
)
def test_what_is_no_number_has_no_value(text: str, value: int | None) -> None:
    assert parse(text) == value


@pytest.mark.parametrize("text", ["三五十", "七六十", "二十", "两百"])
def test_only_neighbouring_digits_are_a_range(text: str) -> None:
    assert spread(text) is None
