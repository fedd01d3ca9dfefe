"""A row of the table to what it says about one item, or to what is wrong with it and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from zwgk.catalogue.actions import checked
from zwgk.catalogue.columns import Columns, as_kept, from_kept
from zwgk.catalogue.imports.heads import Head, Heading
from zwgk.catalogue.imports.words import OPEN, TICKED, Wrong, too_long, value_of
from zwgk.catalogue.models import column_name
from zwgk.catalogue.standard import Audience
from zwgk.core.errors import DomainError
from zwgk.text.reading.table import Row

# A blank here says nothing; elsewhere it may be told to empty the column.
_NEVER_BLANK = ("name", "field", "disclose_within", "audience", "mode", "is_service")
_OF_GUIDES = ("who_may_apply", "materials", "steps", "statutory_days", "promised_days")
# Where a column stands that is written together with another.
_WITH = {"audience_who": "audience", "disclose_within_text": "disclose_within"}
_EXAMPLE = ("示例：", "请删除本行")
_TICK_WORDS = (*TICKED, "是", "有", "1", "Y", "y")
_NO_TICK = ("", *OPEN, "否", "无", "×", "/", "-", "0")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which column of the sheet, under which heading, and what."""

    at: str
    title: str
    message: str

    @property
    def words(self) -> str:
        """As it is told beside the row."""
        where = f"{self.at}列“{self.title}”：" if self.at else ""
        return f"{where}{self.message}"


@dataclass
class Said:
    """What a row says: the columns it gives, as a revision keeps them, and its problems."""

    row: Row
    given: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unit: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """一级事项 and 事项名称, by which an item is found again."""
        return str(self.given.get("topic", "")), str(self.given.get("name", ""))


class Reader:
    """Reads the rows under one heading."""

    def __init__(self, heading: Heading, *, clear_blank: bool = False) -> None:
        self._heads = heading.heads
        self._columns = heading.columns
        self._clear = clear_blank
        self._letters = [get_column_letter(at + 1) for at in range(len(self._heads))]
        titles = {head.column: at for at, head in enumerate(self._heads) if head.column}
        self._at = titles

    def is_empty(self, row: Row) -> bool:
        """Whether nothing of an item stands in the row, whatever number or remark does.

        A first-level item alone is what a merged cell carried into an empty row.
        """
        for head, cell in zip(self._heads, row.cells, strict=False):
            if cell and head.column and head.column != "topic":
                return False
        return True

    def is_example(self, row: Row) -> bool:
        """Whether it is the row of the template that shows how to fill it in."""
        at = self._at["name"]
        name = row.cells[at] if at < len(row.cells) else ""
        return name.startswith(_EXAMPLE[0]) and _EXAMPLE[1] in name

    def read(self, row: Row) -> Said:
        """What the row says; nothing is looked up."""
        said = Said(row)
        for at, head in enumerate(self._heads):
            cell = row.cells[at] if at < len(row.cells) else ""
            if head.unit:
                said.unit = cell
            elif head.column:
                self._cell(said, at, head, cell)
        if not said.given.get("name") and not said.problems:
            self._wrong(said, "name", "没有填写事项名称（二级事项）")
        return said

    def _cell(self, said: Said, at: int, head: Head, cell: str) -> None:
        try:
            if head.ticks:
                self._tick(said, head, cell)
                return
            if not cell and (head.column in _NEVER_BLANK or not self._clear):
                return
            values = value_of(head.column, cell)
        except Wrong as wrong:
            said.problems.append(Problem(self._letters[at], head.title, str(wrong)))
            return
        for name, value in values.items():
            if name != head.column and name in self._columns and said.given.get(name):
                continue
            said.given[name] = list(value) if isinstance(value, tuple) else value
            if isinstance(value, str) and (long := too_long(name, value)):
                said.problems.append(Problem(self._letters[at], head.title, long))
        if said.given.get("formed_on") and head.column == "formed_on":
            said.given["formed_on"] = said.given["formed_on"].isoformat()

    def _tick(self, said: Said, head: Head, cell: str) -> None:
        who = cell.strip("".join(TICKED) + "()（）：: \n")
        ticked = cell in _TICK_WORDS or (bool(cell) and not who)
        if not ticked and cell in _NO_TICK:
            return
        if not ticked and head.ticks == (Audience.GROUP,):
            said.given["audience_who"] = who
        elif not ticked and who not in head.title:
            raise Wrong(f"“{cell[:20]}”请打“√”或者留空")
        if head.column == "levels":
            said.given["levels"] = [*said.given.get("levels", []), *map(str, head.ticks)]
        elif said.given.get(head.column, head.ticks[0]) != head.ticks[0]:
            raise Wrong(f"{column_name(head.column)}只能选一项，现在有两处打了“√”")
        else:
            said.given[head.column] = str(head.ticks[0])

    def _wrong(self, said: Said, column: str, message: str) -> None:
        at = self._at.get(column, self._at.get(_WITH.get(column, "")))
        letter = self._letters[at] if at is not None else ""
        title = self._heads[at].title if at is not None else column_name(column)
        said.problems.append(Problem(letter, title, message))

    def settle(self, said: Said, standing: Columns | None) -> Columns | None:
        """The item's columns after the import, by the rules of writing; None with a problem."""
        try:
            return settled(said.given, standing)
        except DomainError as error:
            self._wrong(said, error.field or "name", error.message.rstrip("。"))
            return None


def settled(given: dict[str, Any], standing: Columns | None) -> Columns:
    """What is written: the given columns over those that stand, checked. Raises DomainError."""
    if standing is None:
        # A catalogue of the national form does not say which items are services.
        guide = any(given.get(name) not in (None, "") for name in _OF_GUIDES)
        return checked(from_kept({"is_service": guide, **given}))
    # What nobody said of an item that exists stays as it is.
    return checked(from_kept({**as_kept(standing), **given}))


def named(problems: list[dict[str, str]]) -> Iterator[str]:
    """Problems as they were kept, in words."""
    for one in problems:
        yield Problem(one["at"], one["title"], one["message"]).words
