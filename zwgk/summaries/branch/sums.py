"""What the units below a superior report together, as figures its text can quote."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from zwgk.campaigns.models import Campaign, Participation
from zwgk.core.actor import Actor
from zwgk.figures.ledger import Entry, Ledger, ledger
from zwgk.summaries.refs import BELOW, references
from zwgk.summaries.rollup import Total, as_contributions, standing_figures, totals_by


class BranchLedger(Ledger):
    """A unit's own ledger, that also knows what the units below it report together.

    The sums are reached as ``visitors@所属单位`` and are no part of the iteration: what goes up as
    the unit's own figures stays its own. They are read, once, when a text first asks for one.
    """

    def __init__(self, own: Mapping[str, Entry], campaign: Campaign, by: Actor) -> None:
        super().__init__(own)
        self._campaign = campaign
        self._by = by
        self._below: dict[str, Entry] | None = None

    def __getitem__(self, key: str) -> Entry:
        kind, at, part = key.partition("@")
        if not at:
            return super().__getitem__(kind)
        if part != BELOW:
            raise KeyError(key)
        return self.below[kind]

    @property
    def below(self) -> Mapping[str, Entry]:
        """The sums by kind; what cannot be united for want of names is absent."""
        if self._below is None:
            totals = totals_by(standing_below(self._campaign, self._by))
            self._below = {
                kind: _entry(total) for (kind,), total in totals.items() if not total.unnamed
            }
        return self._below


def figures_of(participation: Participation, by: Actor) -> BranchLedger:
    """The figures a unit's own draft may quote, in one query until it quotes those below."""
    return BranchLedger(ledger(participation.pk), participation.campaign, by)


def standing_below(campaign: Campaign, by: Actor) -> QuerySet[Any]:
    """The figures of the standing submissions below the actor's unit, its own left out."""
    figures = standing_figures([campaign], by)
    return figures.exclude(submission__participation__unit=by.unit_id)


def _entry(total: Total) -> Entry:
    return Entry(total.kind, total.value, total.out_of, total.qualifier, total.shares, ())


def frozen_below(
    bodies: Iterable[str], figures: Mapping[str, Entry], campaign: Campaign, by: Actor
) -> list[dict[str, Any]]:
    """The sums a text quotes, each with the submissions behind it, to be frozen with it."""
    quoted = {ref.key for body in bodies for ref in references(body) if ref.of_below}
    found: dict[str, dict[str, Any]] = {}
    for key in sorted(quoted):
        if entry := figures.get(f"{key}@{BELOW}"):
            found[key] = {
                "kind": key, "value": entry.value, "out_of": entry.out_of,
                "qualifier": entry.qualifier.value, "evidence": [],
            }  # fmt: skip
    if found:
        rows = standing_below(campaign, by).filter(kind__in=list(found))
        for one in as_contributions(rows.order_by("submission__participation__unit__path")):
            found[one.kind.key]["evidence"].append(
                {
                    "submission": one.submission_id, "unit": one.unit_name,
                    "code": one.unit_code, "value": one.value, "out_of": one.out_of,
                    "text": one.text,
                }
            )  # fmt: skip
    return list(found.values())
