"""Whatever the text, the engine answers, and every span lies in the text."""

from hypothesis import given
from hypothesis import strategies as st

from zwgk.text.facts import facts, split
from zwgk.text.model import Day, Facts

_PIECES = st.sampled_from(
    [
        "2018年5月15日",
        "5月14日至18日",
        "515日",
        "20xx年",
        "５月１５日",
        "15日",
        "务(wù)",
        "務開鎮為",
        "第十二个",
        "“5·15政务公开日”",
        "㎡",
        "去年",
        "前",
        "。",
        "，",
        "以“公开为民”为主题",
        "主题：",
        "《关于开展活动的通知》",
        "（某政办发〔2018〕15号）",
        "《",
        "》",
        "“",
        "我镇",
        "青石镇",
        "一、",
        "（一）",
        "篇一",
        "篇二",
        "查看更多>>",
        "召开会议",
        "开展活动",
        "联系电话：0415-2100000",
        "\n",
        "\r\n",
        "\u200b",
        " ",
        "总结 1\n",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map("".join))


def _spans(found: Facts) -> list[tuple[int, int, str]]:
    mentions = [one for one in (found.title, found.unit) if one]
    mentions += [mention for _, mention in found.editions] + list(found.themes)
    spans = [(one.start, one.end, one.text) for one in mentions]
    days: tuple[Day, ...] = found.dates + found.other_dates
    for one in (*days, *found.headings, *found.contacts):
        spans.append((one.start, one.end, one.text))
    return spans


@given(_TEXTS)
def test_every_mention_stands_in_the_text(text: str) -> None:
    found = facts(text)
    for start, end, words in _spans(found):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    assert all(0 <= one.start < one.end <= len(text) for one in found.notices)


@given(_TEXTS)
def test_parts_lie_in_order_without_overlap(page: str) -> None:
    last = 0
    parts = split(page)
    assert parts
    for number, part in enumerate(parts):
        assert last <= part.start <= part.end <= len(page)
        assert part.text == page[part.start : part.end]
        assert part.same_as is None or part.same_as < number
        last = part.end
