"""Roll-up of roll-ups equals roll-up of records, for every kind; nothing is counted twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.summaries.reported import campaign, report, unit
from zwgk.campaigns.models import Campaign, Participation
from zwgk.kinds import DISTINCT_KINDS, KINDS, Qualifier, Source, combined
from zwgk.summaries import actions
from zwgk.summaries.rollup import Branch, Total, contributions, roll_up, standing_figures
from zwgk.summaries.trend import by_district
from zwgk.units.models import Unit
from zwgk.units.queries import system_actor

COUNTS = [key for key in KINDS if not KINDS[key].is_rate and key not in DISTINCT_KINDS]
RATES = [key for key in KINDS if KINDS[key].is_rate]

rate = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: (p[0], p[0] + p[1]))
figures = st.fixed_dictionaries(
    {}, optional={
        **{key: st.integers(0, 10**6) for key in COUNTS}, **dict.fromkeys(RATES, rate),
    },
)  # fmt: skip
names = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=4, unique=True)
distinct = st.fixed_dictionaries(
    {key: st.one_of(names, st.integers(1, 9)) for key in DISTINCT_KINDS}
)


@dataclass(frozen=True)
class Told:
    """What one unit of the drawn tree reports: numbers, names, how exact."""

    district: int
    figures: Mapping[str, Any]
    distinct: Mapping[str, Any]
    qualifier: Qualifier


told = st.builds(Told, st.integers(0, 2), figures, distinct, st.sampled_from(Qualifier))
trees = st.lists(told, min_size=1, max_size=6)
drawn = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def _planted(tree: Iterable[Told]) -> tuple[Campaign, Unit, list[Unit], list[Any]]:
    city = unit(None, "city", "city")
    made = campaign(city, "day", 2026)
    districts = [unit(city, f"d{at}", "county") for at in range(3)]
    submissions = []
    for at, one in enumerate(tree):
        town = unit(districts[one.district], f"t{at}")
        numbers = {key: v for key, v in one.distinct.items() if isinstance(v, int)}
        known = {key: v for key, v in one.distinct.items() if not isinstance(v, int)}
        submissions.append(
            report(made, town, {**one.figures, **numbers}, named=known, qualifier=one.qualifier)
        )
    return made, city, districts, submissions


def _reported(tree: Iterable[Told], key: str) -> list[tuple[Any, Qualifier]]:
    return [(one.figures[key], one.qualifier) for one in tree if key in one.figures]


class RollUps(TestCase):
    """Hypothesis draws trees of three districts with towns."""

    @drawn
    @given(trees)
    def test_the_whole_is_what_the_units_report(self, tree: list[Told]) -> None:
        """Against a plain sum over what was drawn."""
        made, city, _, _ = _planted(tree)
        totals = roll_up(made, system_actor(city)).totals
        for key in COUNTS + RATES:
            reported = _reported(tree, key)
            assert (key in totals) == bool(reported)
            if reported:
                pairs = [v if isinstance(v, tuple) else (v, None) for v, _ in reported]
                assert totals[key].value == sum(value for value, _ in pairs)
                base = sum(base for _, base in pairs) if key in RATES else None
                assert totals[key].out_of == base
                assert totals[key].qualifier == combined(q for _, q in reported)

    @drawn
    @given(trees)
    def test_names_are_united_and_never_added(self, tree: list[Told]) -> None:
        """The same booklet in several towns is one; numbers without names are told apart."""
        made, city, _, _ = _planted(tree)
        totals = roll_up(made, system_actor(city)).totals
        for key in DISTINCT_KINDS:
            known = [one.distinct[key] for one in tree if not isinstance(one.distinct[key], int)]
            if len(tree) == 1:
                said = tree[0].distinct[key]
                assert totals[key].value == (said if isinstance(said, int) else len(said))
                continue
            numbers = [one.distinct[key] for one in tree if isinstance(one.distinct[key], int)]
            names = {name for found in known for name in found}
            assert (totals[key].named, totals[key].unnamed) == (len(names), len(numbers))
            assert totals[key].value == max([len(names), *numbers])
            assert (totals[key].number is None) == (not known)

    @drawn
    @given(trees)
    def test_roll_up_of_roll_ups_is_the_roll_up(self, tree: list[Told]) -> None:
        """Districts by their own people, by the city branch by branch, and in one query."""
        made, city, districts, _ = _planted(tree)
        head = system_actor(city)
        whole = roll_up(made, head)
        own = [roll_up(made, system_actor(district)) for district in districts]
        seen = [roll_up(made, head, Branch(district.path)) for district in districts]
        assert [one.totals for one in own] == [one.totals for one in seen]
        assert whole.progress.submitted == sum(one.progress.submitted for one in own)
        for key, total in whole.totals.items():
            parts = [one.totals[key] for one in own if key in one.totals]
            assert total.units == sum(part.units for part in parts)
            if key not in DISTINCT_KINDS:
                _assert_united(total, parts)
            asked = by_district([made], head, Branch(city.path), key)
            assert [one.totals[made.pk] for one in asked] == parts

    @drawn
    @given(trees, st.integers(0, 5), st.integers(0, 2))
    def test_a_moved_unit_takes_its_figures_along(
        self, tree: list[Told], which: int, to: int
    ) -> None:
        """The city's totals stay; both districts' change by the unit's figures, no more."""
        made, city, districts, submissions = _planted(tree)
        head, before = system_actor(city), roll_up(made, system_actor(city))
        moved = submissions[which % len(submissions)].participation.unit
        target = Unit.objects.get(pk=districts[to].pk)
        Unit.objects.move(Unit.objects.get(pk=moved.pk), target, "last-child")
        assert roll_up(made, head) == before
        fresh = [Unit.objects.get(pk=one.pk) for one in districts]
        own = [roll_up(made, system_actor(one)).totals for one in fresh]
        assert moved.code in {
            c.unit_code for c in contributions(made, system_actor(fresh[to]), kinds=DISTINCT_KINDS)
        }
        for key in before.totals.keys() - set(DISTINCT_KINDS):
            _assert_united(before.totals[key], [one[key] for one in own if key in one])

    @drawn
    @given(trees, st.integers(0, 5))
    def test_a_returned_summary_leaves_with_all_it_said(self, tree: list[Told], which: int) -> None:
        """What remains is the roll-up of the others; a second submission counts once."""
        made, city, _, submissions = _planted(tree)
        head = system_actor(city)
        gone = submissions[which % len(submissions)]
        before = roll_up(made, head)
        left = {c.submission_id for c in contributions(made, head)} - {gone.pk}
        actions.return_submission(gone, reasons="请改", by=head)
        after = roll_up(made, head)
        assert after.progress.submitted == before.progress.submitted - 1
        assert {c.submission_id for c in contributions(made, head)} == left
        for key in COUNTS + RATES:
            mine = gone.figures.filter(kind=key).first()
            was = before.totals[key].value if key in before.totals else 0
            now = after.totals[key].value if key in after.totals else 0
            assert was - now == (mine.value if mine else 0)
        figures = standing_figures([made], head)
        assert not figures.filter(submission=gone).exists()
        assert Participation.objects.get(pk=gone.participation_id).state == "returned"


def _assert_united(total: Total, parts: list[Total]) -> None:
    assert total.value == sum(part.value for part in parts)
    if total.kind.is_rate:
        assert total.out_of == sum(part.out_of or 0 for part in parts)
    assert total.qualifier == combined(part.qualifier for part in parts)
    for source in Source:
        assert total.shares[source] == sum(part.shares[source] for part in parts)
