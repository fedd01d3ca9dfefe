"""What every back end has to do: one suite for all of them."""

from typing import Any

import pytest

from tests.search.conftest import Make
from tests.search.documents import DAY, document, found, keys
from zwgk.search import Index, Query, stamp_of
from zwgk.search.synonyms import groups

NOTICE = document(
    "notice", "各单位：5月15日举办第17个政务公开日活动，發放宣傳單6万余份，另发SMS短信。",
    "关于开展政务公开日活动的通知", day=0, kind="notice", year="2024", unit="甲镇",
)  # fmt: skip
GUIDE = document(
    "guide", "申请最低生活保障的，在第5个工作日内答复。", "低保申请指南", day=1,
    kind="guide", year="2024", unit="乙县",
)  # fmt: skip
ANSWER = document(
    "answer", "您好，公开政务大厅的电话可拨热线查询；宅基地另问。", "大厅电话", day=-400,
    kind="answer", year="2023", unit="甲镇",
)  # fmt: skip
ALL = [NOTICE, GUIDE, ANSWER]


@pytest.fixture
def filled(index: Index) -> Index:
    assert index.add(ALL) == 3
    return index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务", ["notice", "answer"]),
        ("政务公开", ["notice"]),  # not 公开政务
        ("通知各单位", []),  # title and text are apart
        ("日活动發放", []),  # a comma is between
        ("活动，发放", ["notice"]),
        ("發放宣傳單", ["notice"]),
        ("发放宣传单", ["notice"]),
        ("第5个", ["guide"]),
        ("第17个", ["notice"]),
        ("15日", ["notice"]),
        ("5月15日", ["notice"]),
        ("１７", ["notice"]),
        ("sms", ["notice"]),
        ("ＳＭＳ短信", ["notice"]),
        ("sm", []),
        ("日", ["guide", "notice"]),
        ("份", ["notice"]),  # the last of a run
        ("政务 热线", ["answer"]),
        ('"政务公开" 通知', ["notice"]),
        ("“政务公开”　通知", ["notice"]),
        ("", ["guide", "notice", "answer"]),
    ],
)
def test_a_word_is_found_where_it_stands(filled: Index, text: str, expected: list[str]) -> None:
    assert found(filled, text) == expected


def test_the_order_is_by_worth_or_by_day(index: Index) -> None:
    index.add([
        document("often", "宣传，宣传，宣传。", day=0),
        document("once", "宣传。" + "此外无事。" * 60, day=3),
        document("titled", "无。", "宣传", day=-900),
    ])  # fmt: skip
    assert keys(index.search(Query("宣传"))) == ["titled", "often", "once"]
    assert keys(index.search(Query("宣传", order="newest"))) == ["once", "often", "titled"]


def test_filters_and_facets(filled: Index) -> None:
    assert found(filled, "政务", facets={"unit": "甲镇"}) == ["notice", "answer"]
    assert found(filled, "政务", facets={"unit": "甲镇", "year": "2023"}) == ["answer"]
    assert found(filled, "政务", facets={"unit": "甲"}) == []
    assert found(filled, "", kinds=("guide", "answer")) == ["guide", "answer"]
    assert found(filled, "", facets={"year": "甲镇"}) == []
    results = filled.search(Query("政务"))
    assert results.facets == {
        "kind": {"answer": 1, "notice": 1},
        "unit": {"甲镇": 2},
        "year": {"2023": 1, "2024": 1},
    }


def test_pages_follow_one_another(index: Index) -> None:
    index.add(document(f"d{number}", "公开", day=number // 3) for number in range(50))
    whole = found(index, "公开")
    paged = [
        key for offset in range(0, 60, 7)
        for key in found_page(index, offset)
    ]  # fmt: skip
    assert paged == whole
    assert len(set(whole)) == 50
    assert found_page(index, -5) == whole[:7]


def found_page(index: Index, offset: int) -> list[str]:
    return keys(index.search(Query("公开", order="newest", offset=offset, limit=7)))


def test_counts_stop(index: Index) -> None:
    index.add(document(f"d{number}", "公开", day=number, kind="k") for number in range(1000))
    assert (index.search(Query("公开")).total, index.search(Query("公开")).total_is_exact) == (
        1000, True,
    )  # fmt: skip
    index.add([document("new", "公开", day=5000), document("old", "公开", day=-1, title="公开")])
    results = index.search(Query("公开", limit=3))
    assert (results.total, results.total_is_exact) == (1000, False)
    assert results.facets["kind"] == {"k": 999, "summary": 1}
    assert results.hits[0].key == "old"  # titles are looked for among all
    assert len(index.search(Query("公开", offset=990, limit=100)).hits) == 10
    assert index.search(Query("公开", offset=10_000)).hits == ()


def test_a_later_text_takes_the_place_of_an_earlier(filled: Index) -> None:
    filled.add([document("notice", "改为座谈会。", "更正", day=9, year="2025")])
    assert filled.count() == 3
    assert found(filled, "政务公开") == []
    assert found(filled, "座谈会") == ["notice"]
    assert found(filled, "") == ["notice", "guide", "answer"]
    assert found(filled, "", facets={"year": "2025"}) == ["notice"]


def test_what_is_deleted_is_gone(filled: Index) -> None:
    assert filled.delete(["notice", "nobody"]) == 1
    assert filled.delete([]) == 0
    assert found(filled, "政务") == ["answer"]
    assert found(filled, "zwgk") == []
    assert found(filled, "", facets={"year": "2024"}) == ["guide"]
    filled.clear()
    assert (filled.count(), found(filled, "")) == (0, [])
    filled.add(ALL)
    assert found(filled, "政务") == ["notice", "answer"]


def test_a_dropped_index_can_be_made_again(filled: Index) -> None:
    filled.drop()
    filled.create()
    assert filled.count() == 0
    filled.create()  # nothing, when there is one
    assert found(filled, "政务") == []


def test_indexes_never_mix(make: Make, backend: str) -> None:
    public = make(backend, "public")
    shared = getattr(public, "_connection", None) or public._client
    internal = make(backend, "internal", within=shared)
    public.add([document("a", "某某镇公开")])
    internal.add([document("a", "柳河镇公开"), document("b", "柳河镇公开")])
    assert found(public, "柳河") == []
    assert found(public, "公开") == ["a"]
    assert found(internal, "公开") in (["a", "b"], ["b", "a"])
    public.clear()
    assert internal.count() == 2


def test_stamps_tell_what_is_out_of_date(filled: Index) -> None:
    assert filled.stamps() == {one.key: stamp_of(one) for one in ALL}
    changed = document("guide", GUIDE.text, GUIDE.title, day=2, kind="guide", **GUIDE.facets)
    assert filled.stamps()["guide"] != stamp_of(changed)
    filled.add([changed])
    assert filled.stamps()["guide"] == stamp_of(changed)


def test_hits_are_marked_in_the_text_as_given(filled: Index) -> None:
    (hit,) = filled.search(Query("宣传单 SMS")).hits
    assert "".join(text for text, _ in hit.snippet) in NOTICE.text
    assert [text for text, marked in hit.snippet if marked] == ["宣傳單", "SMS"]
    assert (hit.day, hit.kind) == (DAY, "notice")
    (hit,) = filled.search(Query("低保申请")).hits
    assert hit.title == (("低保申请", True), ("指南", False))


def test_pinyin_finds_titles(filled: Index) -> None:
    assert found(filled, "zhengwugongkai") == ["notice"]
    assert found(filled, "zwgk") == ["notice"]
    assert found(filled, "ZWGK") == ["notice"]
    assert found(filled, "dating") == ["answer"]
    assert found(filled, "wugongk") == []
    assert found(filled, "zhengwu", facets={"year": "2023"}) == []  # in the text only


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("正务公开", "政务公开"), ("政务宫开日", "政务公开日"), ("政务公升", "政务公开"),
     ("底保", "低保"), ("开展政公开日", "开展政务公开日"),
     ("通知 政务宫开", "通知 政务公开")],
)  # fmt: skip
def test_typing_errors_are_put_right(filled: Index, typed: str, meant: str) -> None:
    results = filled.search(Query(typed))
    assert results.corrected == meant
    assert results.hits


@pytest.mark.parametrize("typed", ["计算机网络", "政务", "qwerty", "政务 低保", "!!!"])
def test_what_cannot_be_put_right_is_left(filled: Index, typed: str) -> None:
    assert filled.search(Query(typed)).corrected is None


def test_synonyms_are_found_too(make: Make, backend: str) -> None:
    index = make(backend, synonyms=groups(["低保=最低生活保障 # 民政", "甲", "热线=12345"]))
    index.add([
        document("long", "最低生活保障标准", day=1), document("short", "低保标准"),
        document("phone", "拨打12345咨询"), document("number", "编号123456"),
    ])  # fmt: skip
    results = index.search(Query("低保标准", order="newest"))
    assert keys(results) == ["long", "short"]
    assert results.synonyms == ("最低生活保障标准",)
    assert ("最低生活保障标准", True) in results.hits[0].snippet
    assert keys(index.search(Query("最低生活保障"))) == ["long", "short"]
    assert keys(index.search(Query("热线"))) == ["phone"]
    assert index.search(Query("标准")).synonyms == ()


def test_suggestions_are_titles(filled: Index) -> None:
    assert filled.suggest("低") == ["低保申请指南"]
    assert filled.suggest("申请") == ["低保申请指南"]
    assert filled.suggest("dating") == ["大厅电话"]
    assert filled.suggest("政务公开") == [NOTICE.title]
    assert filled.suggest("生活保障") == []  # in the text only
    assert filled.suggest("") == []
    filled.add([document(f"d{number}", "无", f"低保问答{number}") for number in range(20)])
    assert len(filled.suggest("低保", limit=5)) == 5


def test_the_same_day_keeps_one_order(everywhere: list[Any]) -> None:
    documents = [document(f"d{number}", "公开") for number in range(300)]
    for number, index in enumerate(everywhere):
        index.add(documents[number * 40 :] + documents[: number * 40])
    orders = [found(index, "公开") for index in everywhere]
    assert all(order == orders[0] for order in orders)


def test_like_weighs_rare_phrases_more(index: Index) -> None:
    index.add([
        document("a", "养老保险补缴流程"), document("b", "养老保险办理地点"),
        document("c", "社区花园的噪声"), document("d", "养老保险补缴流程", kind="guide"),
    ])  # fmt: skip
    assert index.like(["养老保险", "补缴流程"], "summary", 5) == ["a", "b"]
    assert index.like(["养老保险", "补缴流程"], "summary", 1) == ["a"]
    assert index.like([], "summary", 5) == []
    assert index.like(["没有的话"], "summary", 5) == []
