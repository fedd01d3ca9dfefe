"""The workbench (脱敏工作台): proposals, decisions, a second person, the generated public text."""

from zwgk.library.masking.deciding import add, decide, keep_open, undo
from zwgk.library.masking.page import Line, lines, open_doubts
from zwgk.library.masking.proposing import propose
from zwgk.library.masking.public import PublicVersion, full_text, public_version
from zwgk.library.masking.rules import may_confirm, may_mask
from zwgk.library.masking.steps import (
    confirm,
    publication_of,
    recommend,
    send_back,
    submit_masks,
    withdraw,
)
from zwgk.library.masking.submissions import from_submission, withdraw_submission
from zwgk.library.masking.waiting import returned, to_confirm, to_mask

__all__ = [
    "Line",
    "PublicVersion",
    "add",
    "confirm",
    "decide",
    "from_submission",
    "full_text",
    "keep_open",
    "lines",
    "may_confirm",
    "may_mask",
    "open_doubts",
    "propose",
    "public_version",
    "publication_of",
    "recommend",
    "returned",
    "send_back",
    "submit_masks",
    "to_confirm",
    "to_mask",
    "undo",
    "withdraw",
    "withdraw_submission",
]
