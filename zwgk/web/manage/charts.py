"""Small bar charts as numbers for SVG: one scale for all that stand beside one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zwgk.campaigns.models import Campaign
from zwgk.summaries.rollup import Total

HEIGHT = 40
_STEP, _BAR = 12, 9


@dataclass(frozen=True)
class Bar:
    """A bar of an edition, with its label in words."""

    label: str
    text: str
    x: int
    y: str
    height: str


@dataclass(frozen=True)
class Chart:
    """Bars side by side and how wide they are together."""

    bars: tuple[Bar, ...]
    width: int
    bar: int = _BAR

    @property
    def words(self) -> str:
        """The chart for who cannot see it: 2025年30人次；2026年34人次."""
        return "；".join(f"{bar.label}{bar.text}" for bar in self.bars)


def highest(totals: Iterable[Total]) -> float:
    """The top of the common scale; a rate is always held against the whole."""
    return max((1.0 if t.kind.is_rate else t.height for t in totals), default=0.0)


def chart(editions: Sequence[Campaign], totals: Mapping[int, Total], top: float) -> Chart:
    """A bar for each edition; one without the figure has none."""
    bars = [_bar(at, one, totals.get(one.pk), top) for at, one in enumerate(editions)]
    return Chart(tuple(bars), max(_STEP * len(bars), _STEP))


def _bar(at: int, edition: Campaign, total: Total | None, top: float) -> Bar:
    height = HEIGHT * total.height / top if total and top else 0
    if total and total.height:
        height = max(height, 1)
    said = total.text if total else "没有报送"
    return Bar(f"{edition.year}年", said, at * _STEP, f"{HEIGHT - height:.1f}", f"{height:.1f}")
