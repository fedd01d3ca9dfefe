"""What masking promises for any text: total, idempotent, spans true, no original left over."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from zwgk.text.mask import NoTagger, mask
from zwgk.text.model import Entity

# fmt: off
_PIECES = [
    "于镇东", "张三", "张某某", "欧阳晓棠", "卢阿姨", "李局长", "丹东市", "丹东",
    "辽宁省", "十字街镇", "泰和社区", "XX镇", "xx市", "某某", "区明", "2018年",
    "〔2018〕", "丹政办发〔2018〕15号", "20xx年", "13900001111", "a@b.cn", "组长：",
    "主任", "同志", "（", "）", "、", "，", "。", "的", "在", "我", "全", "镇", "村",
    "社区", "开发区", "公司", "阿依努尔·买买提", "东港", "和平", "人民", "X", "某", "2",
    "\n", "　", "两镇", "小李", "姓",
]
# fmt: on
TEXTS = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=14).map("".join),
    st.text(max_size=60),
    st.text(alphabet="张王李区县丹东市镇村社XX某x2018年·（）() 　①𠮷㎡", max_size=30),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("丹东区明区明")
@example("张三李四张三某某")
@example("XX市东港市XX镇")
def test_any_text_is_masked_once_and_for_all(text: str) -> None:
    done = mask(text, tagger=NoTagger(), strict=True)
    assert mask(done.masked, tagger=NoTagger()).masked == done.masked
    at = 0
    for made in done.replacements:
        assert at <= made.start < made.end <= len(text)
        assert text[made.start : made.end] == made.original
        assert made.original not in done.masked
        at = made.end
    for doubt in done.unsure:
        assert text[doubt.start : doubt.end] == doubt.text


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["于镇东", "区明", "张三", "东港"]))
def test_who_is_on_the_roster_never_remains(text: str, name: str) -> None:
    assert name not in mask(text + name, roster=[name], tagger=NoTagger()).masked


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_promises_hold_with_the_tagger(text: str) -> None:
    done = mask(text)
    assert mask(done.masked).masked == done.masked
    assert all(made.original not in done.masked for made in done.replacements)


def test_replacements_give_the_masked_text_again() -> None:
    text = "2018年5月15日，丹东市十字街镇镇长于镇东同志到场。"
    done = mask(text)
    rebuilt, at = "", 0
    for made in done.replacements:
        rebuilt += text[at : made.start] + made.mask
        at = made.end
    assert rebuilt + text[at:] == done.masked
    assert {made.kind for made in done.replacements} == {Entity.DATE, Entity.PLACE, Entity.PERSON}
