"""What a rule has to say about an item."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """严重程度: an error stands in the way of publication, advice has to be confirmed by name."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """问题: found by the rule ``code``, in ``column`` (empty for the whole item or a file).

    ``message`` says in Chinese what is wrong and what to do; ``where`` names a file, a link or the
    words it is about, so that the same rule may find several things in one column.
    """

    code: str
    severity: Severity
    column: str
    message: str
    where: str = ""

    @property
    def key(self) -> str:
        """What tells it from the item's other findings, the same in every check."""
        return f"{self.code}:{self.column}:{self.where}"

    @property
    def is_error(self) -> bool:
        """Whether it stands in the way of publication."""
        return self.severity == Severity.ERROR


def error(code: str, column: str, message: str, where: str = "") -> Finding:
    """What has to be mended."""
    return Finding(code, Severity.ERROR, column, message, where)


def advice(code: str, column: str, message: str, where: str = "") -> Finding:
    """What a person has to look at and answer for."""
    return Finding(code, Severity.ADVICE, column, message, where)
