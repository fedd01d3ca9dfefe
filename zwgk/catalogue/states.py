"""The allowed moves of an item through the three reviews (三审三校)."""

from collections.abc import Mapping
from types import MappingProxyType

from zwgk.catalogue.models import STAGES, State

# What stands on the portal may be taken down whatever becomes of a newer text; so an item may be
# withdrawn from every state. A review leads on, or back to any stage before it.
MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        State.DRAFT: frozenset({State.FIRST, State.WITHDRAWN}),
        # A unit with two reviews goes from the first to the last.
        State.FIRST: frozenset({State.DRAFT, State.SECOND, State.FINAL, State.WITHDRAWN}),
        State.SECOND: frozenset({State.DRAFT, State.FIRST, State.FINAL, State.WITHDRAWN}),
        State.FINAL: frozenset(
            {
                State.DRAFT, State.FIRST, State.SECOND,
                State.SCHEDULED, State.PUBLISHED, State.WITHDRAWN,
            }
        ),
        State.SCHEDULED: frozenset({State.DRAFT, State.PUBLISHED, State.WITHDRAWN}),
        State.PUBLISHED: frozenset({State.DRAFT, State.WITHDRAWN}),
        State.WITHDRAWN: frozenset({State.DRAFT}),
    }
)  # fmt: skip


def stages_of(number: int) -> tuple[State, ...]:
    """The reviews of a unit that has set so many."""
    return STAGES if number == 3 else (State.FIRST, State.FINAL)


def earlier(state: str) -> tuple[State, ...]:
    """Where an item in this state may be returned to, the author's desk first."""
    order = (State.DRAFT, *STAGES)
    return order[: order.index(State(state))] if state in STAGES else ()
