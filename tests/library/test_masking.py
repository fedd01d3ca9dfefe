"""The workbench: proposals, decisions, the second person, the generated public text."""

import pytest

from tests.library.collection_page import PAGE, SECRETS, TOWN, ZONE
from tests.records import submitted
from tests.world import World, person
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.library import imports, masking
from zwgk.library.models import MaskProposal, Publication, Sample
from zwgk.library.queries import collection
from zwgk.summaries import actions as summaries
from zwgk.summaries.models import Submission
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world: World) -> Actor:
    return person(world.zone, Role.OFFICER)


@pytest.fixture
def second(world: World) -> Actor:
    return person(world.zone, Role.REVIEWER)


def _samples(by: Actor, *texts: str) -> list[Sample]:
    batch = imports.start(
        [(f"{n}.txt", text.encode()) for n, text in enumerate(texts)], name="", by=by
    )
    imports.step(batch, by=by, seconds=600)
    rows = Sample.objects.filter(file__batch=batch).order_by("file__position", "position")
    return list(rows)


def _word(sample: Sample, word: str) -> MaskProposal:
    found: MaskProposal = sample.proposals.get(original=word)
    return found


def _clear(sample: Sample, by: Actor) -> None:
    """Keep what is in doubt, so that only the step under test may refuse."""
    for doubt in sample.proposals.filter(decision="open"):
        masking.decide(doubt, "keep", by=by)


def test_the_collection_page_is_published_without_what_leaked(by: Actor, second: Actor) -> None:
    for sample in _samples(by, PAGE):
        if sample.likeness:
            continue
        _clear(sample, by)
        masking.submit_masks(sample, by=by)
        masking.confirm(Sample.objects.get(pk=sample.pk), by=second)
    rows = list(Publication.objects.order_by("unit_name"))
    assert len(rows) == 2
    for row in rows:
        words = f"{row.title}{row.text}{row.excerpt}{row.unit_name}{row.theme}"
        assert [word for word in SECRETS if word in words] == []
        assert row.collection is not None
        assert row.collection.slug == "summaries"
    shown = collection("summaries")
    assert shown is not None
    assert shown.count == 2
    town, zone = rows
    assert (town.unit_name, town.level, town.region, town.incomplete) == (
        "XX镇", "town", "town", False,
    )  # fmt: skip
    assert (zone.region, zone.incomplete, zone.edition) == ("zone", True, 12)
    assert "主任骆某某同志任组长" in zone.text
    assert "副主任费某某任副组长" in zone.text
    assert {f["kind"]: f["text"] for f in zone.figures}["visitors"] == "40余人次"


def test_a_repeat_is_not_published_beside_its_original(by: Actor) -> None:
    repeat = _samples(by, PAGE)[1]
    with pytest.raises(DomainError, match="请处理并公开原件"):
        masking.submit_masks(repeat, by=by)


def test_engine_masks_begin_as_masked_and_doubts_as_open(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    chosen = {p.original: (p.origin, p.decision) for p in sample.proposals.all()}
    for name in ("骆长风", "费思齐", "邵云帆"):
        assert chosen[name] == ("engine", "mask")
    assert all(d == "open" for o, d in chosen.values() if o == "doubt")
    text = masking.full_text(sample)
    for p in sample.proposals.all():
        assert {text[start:end] for start, end in p.spans} == {p.original}


def test_a_doubt_stops_the_masks_until_it_is_decided(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    MaskProposal.objects.create(
        sample=sample, original="政务公开栏", mask="XX", kind="place", spans=[[0, 1]],
        origin="doubt",
    )  # fmt: skip
    left = sample.proposals.filter(decision="open").count()
    with pytest.raises(DomainError, match=f"还有 {left} 个存疑的词"):
        masking.submit_masks(sample, by=by)
    with pytest.raises(DomainError, match="请填写"):
        masking.keep_open(sample, reason=" ", by=by)
    assert masking.keep_open(sample, reason="不是人名", by=by) == left
    masking.submit_masks(sample, by=by)


def test_a_word_is_masked_alike_everywhere_and_by_hand(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    made = masking.add(sample, words="办公楼", kind="place", by=by)
    text = masking.full_text(sample)
    assert [text[a:b] for a, b in made.spans] == ["办公楼"] * text.count("办公楼")
    public = masking.public_version(sample).text
    assert "办公楼" not in public
    assert made.mask in public
    others = sample.proposals.exclude(pk=made.pk).values_list("mask", flat=True)
    assert made.mask not in others


def test_a_word_by_hand_does_not_stand_in_for_the_engine(by: Actor) -> None:
    sample = _samples(by, PAGE)[0]
    sample.proposals.all().delete()
    word = sample.text[:4]
    masking.add(sample, words=word, kind="organisation", by=by)
    assert sample.proposals.filter(origin=MaskProposal.Origin.ENGINE).exists()


def test_a_word_undone_meanwhile_is_not_decided(by: Actor) -> None:
    sample = _samples(by, PAGE)[0]
    mine = masking.add(sample, words="活动", kind="organisation", by=by)
    masking.undo(_word(sample, "活动"), by=by)
    with pytest.raises(DomainError, match="已被别人撤销"):
        masking.decide(mine, "keep", by=by)


def test_a_person_added_gets_a_mask_nobody_has(by: Actor) -> None:
    (sample,) = _samples(by, f"{ZONE}\n骆有信参加了活动，骆守诚也参加了活动。")
    MaskProposal.objects.filter(sample=sample, original__in=["骆有信", "骆守诚"]).delete()
    one = masking.add(sample, words="骆有信", kind="person", by=by)
    two = masking.add(sample, words="骆守诚", kind="person", by=by)
    masks = [_word(sample, "骆长风").mask, one.mask, two.mask]
    assert len(set(masks)) == 3
    assert all(mask.startswith("骆某某") for mask in masks)


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [("区", "place", "2 到 200"), ("文中没有的词", "place", "原文中没有"),
     ("a\nb", "place", "2 到 200"), ("管委会", "nonsense", "请选择类别")],
)  # fmt: skip
def test_what_cannot_be_added(by: Actor, words: str, kind: str, message: str) -> None:
    (sample,) = _samples(by, ZONE)
    with pytest.raises(DomainError, match=message):
        masking.add(sample, words=words, kind=kind, by=by)


def test_the_mask_is_changed_for_all_places_and_never_holds_the_word(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    row = _word(sample, "骆长风")
    masking.decide(row, "mask", mask="骆主任", by=by)
    assert "主任骆主任同志" in masking.public_version(sample).text
    with pytest.raises(DomainError, match="还有原词"):
        masking.decide(row, "mask", mask="骆长风某", by=by)
    with pytest.raises(DomainError, match="遮蔽"):
        masking.decide(row, "nonsense", by=by)


def test_undo_brings_back_what_the_engine_had(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    row = _word(sample, "骆长风")
    masking.decide(row, "keep", by=by)
    assert "骆长风" in masking.public_version(sample).text
    masking.undo(row, by=by)
    assert "骆长风" not in masking.public_version(sample).text
    masking.undo(masking.add(sample, words="办公楼", kind="place", by=by), by=by)
    assert "办公楼" in masking.public_version(sample).text


def test_longer_masks_go_first_and_nothing_overlaps(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    masking.add(sample, words="领导小组组织各处室", kind="organisation", by=by, mask="【甲】")
    masking.add(sample, words="领导小组", kind="organisation", by=by, mask="【乙】")
    public = masking.public_version(sample).text
    assert "活动前，【甲】对办事程序" in public
    assert "成立了活动【乙】。" in public


def test_the_unit_is_remembered_to_have_decided(by: Actor, world: World) -> None:
    (first,) = _samples(by, ZONE)
    masking.decide(_word(first, "骆长风"), "keep", by=by)
    masking.add(first, words="办公楼", kind="place", by=by)
    (second,) = _samples(by, f"{TOWN}\n开发区主任骆长风到办公楼检查了活动。")
    again = _word(second, "骆长风")
    assert again.decision == "keep"
    assert first.title[:10] in again.reason
    assert _word(second, "办公楼").decision == "mask"
    (foreign,) = _samples(person(world.town), f"{TOWN}\n开发区主任骆长风到办公楼检查了活动。")
    assert _word(foreign, "骆长风").decision == "mask"


def test_the_second_person_is_another_one(by: Actor, second: Actor, world: World) -> None:
    (sample,) = _samples(by, ZONE)
    with pytest.raises(DomainError, match="没有待复核"):
        masking.confirm(sample, by=second)
    _clear(sample, second)
    masking.submit_masks(sample, by=second)
    with pytest.raises(NotAllowed, match="另一位审核人"):
        masking.confirm(sample, by=second)
    with pytest.raises(NotAllowed):
        masking.confirm(sample, by=by)
    with pytest.raises(NotAllowed):
        masking.confirm(sample, by=person(world.city))
    assert not Publication.objects.exists()
    masking.confirm(sample, by=person(world.zone, Role.APPROVER))
    assert Sample.objects.get().state == "published"


def test_handed_in_masks_stand_still_until_returned(by: Actor, second: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    _clear(sample, by)
    masking.submit_masks(sample, by=by)
    row = _word(sample, "骆长风")
    for act in (
        lambda: masking.decide(row, "keep", by=by),
        lambda: masking.undo(row, by=by),
        lambda: masking.add(sample, words="办公楼", kind="place", by=by),
        lambda: masking.submit_masks(sample, by=by),
    ):
        with pytest.raises(DomainError, match="已提交复核"):
            act()
    with pytest.raises(DomainError, match="请写明"):
        masking.send_back(sample, reason=" ", by=second)
    masking.send_back(sample, reason="办公楼也要遮蔽", by=second)
    assert Sample.objects.get().returned_for == "办公楼也要遮蔽"
    masking.add(sample, words="办公楼", kind="place", by=by)
    masking.submit_masks(sample, by=by)
    assert "办公楼" not in masking.confirm(sample, by=second).text


def test_a_published_sample_is_withdrawn_mended_and_published_again(
    by: Actor, second: Actor
) -> None:
    (sample,) = _samples(by, ZONE)
    _clear(sample, by)
    masking.submit_masks(sample, by=by)
    first = masking.confirm(sample, by=second)
    with pytest.raises(DomainError, match="先从门户撤下"):
        masking.add(sample, words="办公楼", kind="place", by=by)
    masking.recommend(sample, reason="服务企业", by=second)
    assert Publication.objects.get().good_practice == "服务企业"
    masking.withdraw(sample, reason="漏了一处", by=second)
    assert masking.publication_of(sample) is None
    with pytest.raises(DomainError, match="公开后才能推荐"):
        masking.recommend(sample, reason="服务企业", by=second)
    masking.add(sample, words="办公楼", kind="place", by=by)
    masking.submit_masks(sample, by=by)
    assert masking.confirm(sample, by=second).pk == first.pk
    assert Sample.objects.get().text == ZONE


def test_personal_numbers_stop_the_masks(by: Actor) -> None:
    (sample,) = _samples(by, f"{ZONE}\n联系电话：13812345678，欢迎来电。")
    _clear(sample, by)
    masking.decide(_word(sample, "13812345678"), "keep", by=by)
    with pytest.raises(DomainError, match="个人号码"):
        masking.submit_masks(sample, by=by)


def _accepted(world: World) -> Submission:
    submission = submitted(world)
    summaries.accept_submission(submission, by=person(world.city))
    return submission


def test_a_submission_keeps_its_places_and_hides_its_persons(world: World) -> None:
    sample = masking.from_submission(_accepted(world), by=person(world.city))
    assert sample.unit == world.town
    assert set(sample.proposals.values_list("kind", flat=True)) <= {"person", "contact"}
    public = masking.public_version(sample)
    assert "尹望舒" not in public.text
    assert "柳河镇" in public.title
    again = masking.from_submission(Submission.objects.get(), by=person(world.town))
    assert again.pk == sample.pk


def test_a_submission_is_masked_by_its_unit_or_above(world: World) -> None:
    submission = _accepted(world)
    for other in (person(world.zone), person(world.other_city), person(world.city, Role.OFFICER)):
        with pytest.raises(NotAllowed):
            masking.from_submission(submission, by=other)
    sample = masking.from_submission(submission, by=person(world.town, Role.OFFICER))
    assert Sample.objects.visible_to(person(world.city)).get() == sample
    assert not Sample.objects.visible_to(person(world.zone)).exists()


def test_the_page_cuts_the_text_at_its_words(by: Actor) -> None:
    (sample,) = _samples(by, ZONE)
    lines = masking.lines(sample, list(sample.proposals.all()))
    assert "\n".join("".join(t for t, _ in line.runs) for line in lines) == (
        f"{sample.title}\n{sample.text}"
    )
    marked = {p.original for line in lines for _, p in line.runs if p}
    assert {"骆长风", "费思齐", "邵云帆"} <= marked


def test_who_decided_a_word_does_not_confirm_though_another_handed_in(
    by: Actor, second: Actor
) -> None:
    (sample,) = _samples(by, TOWN)
    masking.decide(sample.proposals.all()[0], MaskProposal.Decision.KEEP, by=second)
    _clear(sample, by)
    masking.submit_masks(sample, by=by)
    with pytest.raises(NotAllowed, match="您处理过"):
        masking.confirm(sample, by=second)
    assert not Publication.objects.exists()


def test_masks_handed_in_anew_since_they_were_read_are_not_confirmed(
    by: Actor, second: Actor
) -> None:
    (sample,) = _samples(by, TOWN)
    _clear(sample, by)
    masking.submit_masks(sample, by=by)
    sample.refresh_from_db()
    read = str(sample.proposed_at)
    masking.send_back(sample, reason="再看一遍", by=second)
    masking.submit_masks(sample, by=by)
    with pytest.raises(Conflict, match="又提交过"):
        masking.confirm(sample, by=second, seen=read)
    sample.refresh_from_db()
    masking.confirm(sample, by=second, seen=str(sample.proposed_at))


def test_what_remains_of_a_masked_name_is_put_before_a_person(by: Actor) -> None:
    text = f"{TOWN}\n费长庚同志主持。长庚说活动很好，费　长庚总结。"
    (sample,) = _samples(by, text)
    with pytest.raises(DomainError, match="存疑的词"):
        masking.submit_masks(sample, by=by)
    doubts = sample.proposals.filter(decision=MaskProposal.Decision.OPEN)
    assert {one.original for one in doubts} >= {"长庚", "费　长庚"}
    for one in doubts:
        masking.decide(one, MaskProposal.Decision.MASK, by=by)
    masking.submit_masks(sample, by=by)
    assert "长庚" not in masking.public_version(sample).text
