"""The allowed moves of an item."""

from collections.abc import Mapping
from types import MappingProxyType

from zwgk.catalogue.models import State

MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # What stands on the portal may be taken down while a newer draft is written or reviewed.
        State.DRAFT: frozenset({State.REVIEW, State.WITHDRAWN}),
        State.REVIEW: frozenset({State.DRAFT, State.PUBLISHED, State.WITHDRAWN}),
        State.PUBLISHED: frozenset({State.DRAFT, State.WITHDRAWN}),
        State.WITHDRAWN: frozenset({State.DRAFT}),
    }
)
