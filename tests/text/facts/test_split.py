"""Documents of a collection page; an ordinary text stays whole."""

from zwgk.text.facts import split

ONE = (
    "20xx年5月15日是第十二个政务公开日。按照通知要求，结合xx经济开发区实际，我区开展了活动。\n"
    "一、高度重视，精心部署\n成立了活动领导小组，指定了活动项目的负责人，并对本次活动提出了具体要求。\n"
    "二、形式多样\n印制开发区宣传图册等以管理职能、服务范围、服务宗旨、基本流程为主要"
)
TWO = (
    "根据市政府办工作部署，我镇按照要求组织开展政务公开日主题活动，今年的主题是解决群众办事难。\n"
    "一、领导重视，周密部署。\n接到活动通知后，镇政府给予了充分的重视并制定活动方案，各站所都参加了此次活动。"
)
INTRO = (
    "5.15政务公开活动总结 共50份\n"
    "5.15政务公开活动总结栏目给大家带来大量范文，更多内容可以关注我们!\n"
)


def test_excerpts_cut_and_repeated_and_a_whole_one() -> None:
    page = f"{INTRO}{ONE}\n查看更多>>{ONE}\n查看更多>>{TWO}"
    parts = split(page)
    assert [part.text for part in parts] == [ONE, ONE, TWO]
    assert [(part.incomplete, part.same_as) for part in parts] == [
        (True, None),
        (True, 0),
        (False, None),
    ]
    assert all(page[part.start : part.end] == part.text for part in parts)


def test_an_ordinary_text_is_one_part() -> None:
    tail = "1. 下一步\n2. 继续努力\n第一篇章已经写好，第二篇章还要写。\n"
    text = f"\n青石镇政务公开日活动总结\n{ONE}。\n{TWO}\n{tail}"
    assert [(part.text, part.start, part.end) for part in split(text)] == [(text, 0, len(text))]


def test_a_link_behind_a_whole_text_splits_nothing() -> None:
    text = f"{TWO}\n查看更多>>\n相关阅读"
    (part,) = split(text)
    assert (part.text, part.incomplete) == (text, False)


def test_a_single_excerpt_is_incomplete() -> None:
    assert [part.incomplete for part in split(f"{ONE}\n查看更多>>")] == [True]


def test_numbered_summaries() -> None:
    for first, second in (
        ("政务公开日活动总结 篇一", "政务公开日活动总结 篇二"),
        ("【第1篇】", "【第2篇】"),
        ("第一篇：青石镇总结", "第二篇：白石镇总结"),
        ("范文一", "范文二"),
        ("政务公开日活动总结 1", "政务公开日活动总结 2"),
    ):
        page = f"下面是小编为大家整理的范文，供大家参考。\n{first}\n{TWO}\n{second}\n{ONE}。"
        parts = split(page)
        assert len(parts) == 2, first
        assert TWO in parts[0].text
        assert ONE in parts[1].text
        assert "小编" not in parts[0].text


def test_a_text_pasted_twice_is_two_parts_the_second_linked() -> None:
    text = f"青石镇总结\n{ONE}。{TWO}\n"
    assert [part.same_as for part in split(text + text)] == [None, 0]
