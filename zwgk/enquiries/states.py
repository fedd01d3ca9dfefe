"""The allowed moves of an enquiry."""

from collections.abc import Mapping
from types import MappingProxyType

from zwgk.enquiries.models import State

MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        State.ASKED: frozenset({State.DRAFTED, State.REJECTED}),
        # A draft is improved (DRAFTED again) or sent back (ASKED) until it is approved.
        State.DRAFTED: frozenset({State.DRAFTED, State.ASKED, State.ANSWERED, State.REJECTED}),
        State.ANSWERED: frozenset({State.CLOSED, State.ASKED}),
        State.CLOSED: frozenset({State.ASKED}),
        State.REJECTED: frozenset({State.ASKED}),
    }
)

# What the unit still owes an answer.
OPEN = (State.ASKED, State.DRAFTED)
# What may be shown to the asker, and published where the asker agreed.
ANSWERED = (State.ANSWERED, State.CLOSED)
