"""The allowed moves of a participation."""

from collections.abc import Mapping
from types import MappingProxyType

from zwgk.campaigns.models import State

_WORKING = (State.ACKNOWLEDGED, State.PLANNED, State.UNDER_WAY, State.SUMMARISED)

MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        State.NOTIFIED: frozenset({State.ACKNOWLEDGED}),
        State.ACKNOWLEDGED: frozenset({State.PLANNED, State.UNDER_WAY, State.SUMMARISED}),
        State.PLANNED: frozenset({State.UNDER_WAY, State.SUMMARISED}),
        State.UNDER_WAY: frozenset({State.SUMMARISED}),
        State.SUMMARISED: frozenset({State.SUBMITTED}),
        # Withdrawing a submission (撤回) leads back to SUMMARISED.
        State.SUBMITTED: frozenset({State.RETURNED, State.ACCEPTED, State.SUMMARISED}),
        State.RETURNED: frozenset({State.SUBMITTED}),
        # 撤销采纳, within minutes of it.
        State.ACCEPTED: frozenset({State.SUBMITTED}),
    }
)

# States in which the unit still writes its summary.
WRITING = frozenset({*_WORKING, State.RETURNED})
# States in which a submission stands with the superior.
WITH_SUPERIOR = frozenset({State.SUBMITTED, State.ACCEPTED})


def reached(state: str, stage: State) -> bool:
    """Whether a participation in ``state`` has come as far as ``stage``."""
    order = list(State)
    return order.index(State(state)) >= order.index(stage)
