"""How a figure is printed: exact, or rounded down with 余, never upwards (GB/T 15835-2011)."""

from zwgk.kinds import FigureKind, Qualifier


def printed(
    kind: FigureKind, value: int, out_of: int | None, qualifier: Qualifier, keep: int = 0
) -> str:
    """The figure as text with its 量词: 34人次, 30余人次, 约20人次, 98.5%.

    ``keep`` is how many leading digits stay when rounding down; 0 prints the value as it is. A
    value already round (300) does not become 300余 by rounding.
    """
    if kind.is_rate:
        return percent(value, out_of or 0)
    rounded = floor_to(value, keep)
    if qualifier is Qualifier.ABOUT:
        return f"约{rounded}{kind.measure}"
    if qualifier is Qualifier.LESS_THAN:
        return f"不足{value}{kind.measure}"
    more = rounded < value or qualifier is Qualifier.MORE_THAN
    return f"{rounded}{'余' if more else ''}{kind.measure}"


def printed_range(kind: FigureKind, low: int, high: int) -> str:
    """From the least to the most of several units, where values are not added: 2～9种, 3种."""
    return f"{low}～{high}{kind.measure}" if low < high else f"{low}{kind.measure}"


def floor_to(value: int, keep: int) -> int:
    """``value`` with all but its ``keep`` leading digits set to 0; unchanged for 0."""
    if keep <= 0:
        return value
    power: int = 10 ** max(len(str(value)) - keep, 0)
    return value // power * power


def roundings(value: int) -> list[int]:
    """The numbers of kept digits that give different roundings of ``value``, coarsest first."""
    kept: dict[int, int] = {}
    for keep in range(1, len(str(value))):
        rounded = floor_to(value, keep)
        if rounded < value:
            kept.setdefault(rounded, keep)
    return list(kept.values())


def percent(numerator: int, denominator: int) -> str:
    """A rate in per cent with at most one decimal, cut and not rounded: 99.96 % prints 99.9%."""
    if not denominator:
        return "—"
    tenths = numerator * 1000 // denominator
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"
