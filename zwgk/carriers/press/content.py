"""What is printed, as plain data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Brand:
    """单位标识: name, colour (#rrggbb), emblem and photo (PNG, JPEG or SVG bytes), contacts."""

    name: str
    colour: str = "#c8102e"
    emblem: bytes = b""
    photo: bytes = b""
    hotline: str = ""
    complaint: str = ""
    address: str = ""


@dataclass(frozen=True)
class Guide:
    """一个事项: its columns as they are printed.

    ``rows`` are (label, text) in the order of print, ``steps`` (name, section, limit) in the order
    of the procedure, ``url`` is where its code leads.
    """

    name: str
    rows: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str, str], ...] = ()
    field: str = ""
    url: str = ""

    @property
    def length(self) -> int:
        """Characters of its whole text."""
        steps = sum(len(part) for step in self.steps for part in step)
        return len(self.name) + sum(len(a) + len(b) for a, b in self.rows) + steps


@dataclass(frozen=True)
class Sheet:
    """The trimmed sheet: width and height in mm, and the body size in points that suits it.

    ``reduced`` is by how much the sheet is drawn smaller than it is made (10 for a banner).
    """

    width: float
    height: float
    base: float
    columns: int = 1
    reduced: int = 1


@dataclass(frozen=True)
class Order:
    """印刷内容: everything one carrier needs. ``folder`` is its kind's, which holds its layout."""

    folder: str
    sheet: Sheet
    brand: Brand
    title: str
    subtitle: str = ""
    dated: str = ""
    guides: tuple[Guide, ...] = ()
    text: str = ""
    signature: str = ""
    colours: str = "yellow"
    url: str = ""
    marks: bool = True
    # Labels of the rows that a flow chart shows beside the flow; all of them if empty.
    facts: tuple[str, ...] = ()
