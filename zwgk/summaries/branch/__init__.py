"""The summary of a superior (上级单位的总结): composed from what its units submitted.

Its records are its units' submissions. ``{visitors@所属单位}`` is what the units below report
together; ``{visitors}`` stays what its own desks recorded. The two are never one number: only the
own figures become rows that a roll-up adds, so that the level above counts no visitor twice.
"""

from zwgk.summaries.branch.facts import BranchFacts, gather_branch
from zwgk.summaries.branch.sums import BranchLedger, figures_of, frozen_below, standing_below
from zwgk.summaries.branch.writing import compose_branch

__all__ = [
    "BranchFacts",
    "BranchLedger",
    "compose_branch",
    "figures_of",
    "frozen_below",
    "gather_branch",
    "standing_below",
]
