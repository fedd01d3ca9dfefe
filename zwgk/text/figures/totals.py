"""Parts and totals: which figures of a kind are summed, and what the sum is."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from zwgk.kinds import KINDS, Qualifier, combined
from zwgk.text.model import Figure, Role, Scope, Stage

# What is counted thing by thing in one list; people and questions told in one sentence are
# several views of the same crowd.
_LISTED: Final = frozenset(
    {
        "materials_distributed",
        "participants_invited",
        "staff",
        "boards",
        "banners",
        "screens",
        "desks",
        "meetings",
    }
)


def counted(found: Sequence[Figure]) -> list[Figure]:
    """The unit's own figures of what took place: the ones a roll-up may add."""
    return [f for f in found if f.stage is Stage.DONE and f.scope is not Scope.AREA]


def total(found: Sequence[Figure], kind: str) -> tuple[int | float, Qualifier] | None:
    """The value of a kind: the stated total where there is one, else its parts summed once.

    Of a rate, a head count or a repeated figure the largest single statement counts.
    """
    own = [f for f in counted(found) if f.kind == kind]
    if not own:
        return None
    stated = [f for f in own if f.role is Role.TOTAL]
    if stated:
        return _largest(stated)
    parts = [f for f in own if f.role is Role.PART]
    if parts and not KINDS[kind].is_rate:
        return sum(f.value * f.times for f in parts), combined(f.qualifier for f in parts)
    return _largest(own)


def _largest(found: Sequence[Figure]) -> tuple[int | float, Qualifier]:
    """The largest value; of equal ones the one that claims most, whatever their order."""
    claims = (Qualifier.LESS_THAN, Qualifier.ABOUT, Qualifier.EXACT, Qualifier.MORE_THAN)
    best = max(found, key=lambda f: (f.value * f.times, claims.index(f.qualifier)))
    return best.value * best.times, best.qualifier


def with_roles(
    found: Sequence[Figure],
    closing: Set[int],
    opening: Set[int],
    sentence_of: Mapping[int, int],
) -> list[Figure]:
    """Give each figure its role in a list within one sentence.

    ``closing`` and ``opening`` hold where a figure has 合计 before it or 其中 behind it. A total
    needs parts before it: 共发放宣传单1000份、手册500份 closes nothing.
    """
    members: dict[tuple[str, int], list[int]] = {}
    for at, figure in enumerate(found):
        members.setdefault((figure.kind, sentence_of[figure.start]), []).append(at)
    roles = [Role.SINGLE] * len(found)
    for (kind, _), places in members.items():
        if len(places) < 2 or kind not in _LISTED:
            continue
        for at in places:
            start = found[at].start
            is_total = start in opening or (start in closing and at != places[0])
            roles[at] = Role.TOTAL if is_total else Role.PART
    return [
        figure if role is figure.role else replace(figure, role=role)
        for figure, role in zip(found, roles, strict=True)
    ]
