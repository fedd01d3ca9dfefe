"""Personal data that must not go up or out."""

from zwgk.text.check.rules import Findings, Subject, finding
from zwgk.text.privacy import exposures

_BLOCKING = frozenset({"id_number", "mobile", "bank_card"})


def personal(subject: Subject) -> Findings:
    """ID, mobile and bank card numbers must go; the rest is for a person to judge."""
    phones = subject.context.public_phones if subject.context else frozenset()
    for one in exposures(subject.text, public_phones=phones):
        grave = one.certain and one.kind in _BLOCKING
        yield finding(
            "privacy" if grave else "privacy-unsure", one.start, one.end, one.message,
            "请删除或遮蔽。" if grave else "如确需公开，可不修改；否则请删除或遮蔽。",
        )  # fmt: skip


CHECKS = (personal,)
