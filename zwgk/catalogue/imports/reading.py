"""The file of an import to rows: what each is to do, before anybody confirms."""

import logging
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zwgk.catalogue.imports.heads import Heading, choose
from zwgk.catalogue.imports.rows import Problem, Reader, Said
from zwgk.catalogue.models import CatalogueImport, ImportRow, ServiceItem, State, column_name
from zwgk.core import files
from zwgk.core.actor import Actor
from zwgk.text.reading.model import Refused
from zwgk.text.reading.table import SECONDS, Row, Sheet, open_table

CHUNK = 500
# A reading that has given no sign for so long was broken off.
_SILENT = timedelta(seconds=SECONDS + 60)
_TOLD = 10

_log = logging.getLogger(__name__)
_BROKEN = "处理时出现意外错误，文件已保留；请联系系统管理员，或另存一份后重新导入。"
_NO_ROWS = "中只有表头，没有可以导入的事项。"


class _Lost(Exception):
    """Another process took the reading over."""


def read(batch: CatalogueImport, *, by: Actor) -> bool:
    """Read the whole file; False where another process is at it. What was begun is done anew."""
    token, now = uuid.uuid4(), timezone.now()
    free = Q(reader=None) | Q(read_at__lt=now - _SILENT)
    mine = CatalogueImport.objects.filter(pk=batch.pk, state=CatalogueImport.State.READING)
    if not mine.filter(free).update(reader=token, read_at=now):
        return False
    held = mine.filter(reader=token)
    try:
        with transaction.atomic():
            batch.rows.all().delete()
        with open_table(files.read(batch.stored)) as sheets:
            told = _read(batch, sheets, held, by)
        held.update(state=CatalogueImport.State.READY, reader=None, **told)
    except _Lost:
        return False
    except Refused as refused:
        _fail(held, f"“{batch.name}”{refused.reason}")
    except Exception:
        # Whatever a strange file sets off, the person is told and the file is there.
        _log.exception("reading of catalogue import %s failed", batch.pk)
        _fail(held, f"“{batch.name}”{_BROKEN}")
    return True


def _fail(held: Any, message: str) -> None:
    held.update(state=CatalogueImport.State.FAILED, reader=None, message=message)


def _read(
    batch: CatalogueImport, sheets: list[Sheet], held: Any, by: Actor
) -> dict[str, Any]:  # fmt: skip
    sheet, heading = choose(sheets)
    if heading.doubled:
        raise Refused(f"中“{'、'.join(heading.doubled)}”出现了两列，请删去一列后再导入。")
    reader = Reader(heading, clear_blank=batch.clear_blank)
    filing = _Filing(batch, heading, reader)
    wanted = filing.wanted(sheet)
    while some := list(islice(wanted, CHUNK)):
        with transaction.atomic():
            if not held.update(read_at=timezone.now()):
                raise _Lost
            ImportRow.objects.bulk_create(filing.rows(some))
    if not filing.filed:
        raise Refused(_NO_ROWS)
    return {
        "sheet": sheet.name[:100], "heads": [head.title for head in heading.heads],
        "ignored": heading.ignored, "warnings": [*_warnings(sheets, sheet), *filing.warnings(by)],
        "message": "",
    }  # fmt: skip


class _Filing:
    """Compares rows with the unit's items, some hundreds with one query."""

    def __init__(self, batch: CatalogueImport, heading: Heading, reader: Reader) -> None:
        self._batch, self._heading, self._reader = batch, heading, reader
        self._seen: dict[tuple[str, str], int] = {}
        self._units: dict[str, int] = {}
        self._skipped: list[int] = []
        self._examples = self._topless = 0
        self.filed = 0

    def wanted(self, sheet: Sheet) -> Iterator[Row]:
        """The rows below the heading that say something of an item."""
        for row in sheet.rows():
            if row.number <= self._heading.last_row:
                continue
            if self._reader.is_empty(row):
                self._skipped.append(row.number)
                continue
            if self._reader.is_example(row):
                self._examples += 1
                continue
            self.filed += 1
            yield row

    def rows(self, some: list[Row]) -> list[ImportRow]:
        """Rows to keep, with what each is to do."""
        said = [self._reader.read(row) for row in some]
        names = {str(one.given.get("name", "")) for one in said}
        items: dict[str, list[ServiceItem]] = {}
        standing = ServiceItem.objects.filter(unit_id=self._batch.unit_id, name__in=names)
        for item in standing:
            items.setdefault(item.name, []).append(item)
        return [self._row(one, items.get(one.key[1], [])) for one in said]

    def _row(self, said: Said, named: list[ServiceItem]) -> ImportRow:
        if said.unit:
            self._units[said.unit] = self._units.get(said.unit, 0) + 1
        self._topless += "topic" in self._heading.columns and not said.key[0]
        item = self._same(said, named)
        outcome, note = str(ImportRow.Outcome.WRONG), ""
        if not said.problems:
            self._once(said)
            outcome, note = self._outcome(said, item)
        if said.problems:
            outcome = ImportRow.Outcome.WRONG
        writes = outcome in (ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED)
        wrong = outcome == ImportRow.Outcome.WRONG
        topic, name = said.key
        return ImportRow(
            batch=self._batch, number=said.row.number, topic=topic[:100], name=name[:100],
            outcome=outcome, note=note, given=said.given if writes else {},
            cells=said.row.cells if wrong else [],
            problems=[asdict(one) for one in said.problems],
            stage=ImportRow.Stage.WAITING if writes else ImportRow.Stage.NOTHING,
            item=item, before=item.version if item else None,
        )  # fmt: skip

    def _same(self, said: Said, named: list[ServiceItem]) -> ServiceItem | None:
        """The item the row is about; without 一级事项 in the file, the one of that name."""
        if "topic" in self._heading.columns:
            return next((item for item in named if (item.topic, item.name) == said.key), None)
        if len(named) > 1:
            message = "本单位有几个同名事项，请在表中增加“一级事项”一列"
            said.problems.append(Problem("", column_name("name"), message))
        elif named:
            said.given["topic"] = named[0].topic
        return named[0] if named else None

    def _once(self, said: Said) -> None:
        earlier = self._seen.setdefault(said.key, said.row.number)
        if earlier != said.row.number:
            message = f"与第 {earlier} 行重复（一级事项和事项名称都相同），请合并或改名"
            said.problems.append(Problem("", column_name("name"), message))

    def _outcome(self, said: Said, item: ServiceItem | None) -> tuple[str, str]:
        after = self._reader.settle(said, item.columns if item else None)
        if after is None:
            return ImportRow.Outcome.WRONG, ""
        if item is None:
            return ImportRow.Outcome.NEW, ""
        if after == item.columns:
            return ImportRow.Outcome.SAME, ""
        if refused := untouchable(item):
            return ImportRow.Outcome.LEFT, refused
        return ImportRow.Outcome.CHANGED, ""

    def warnings(self, by: Actor) -> Iterator[str]:
        """What the rows had in them that a person has to know."""
        if self._examples:
            yield "模板中的示例行没有导入。"
        if self._skipped:
            yield f"第 {_numbers(self._skipped)}行没有事项的内容，没有导入。"
        if 0 < self._topless < self.filed:
            yield f"有 {self._topless} 行没有一级事项；没有合并的空白单元格，不会沿用上一行的内容。"
        others = [name for name in self._units if name not in (by.unit_name, "本单位")]
        if others:
            number = sum(self._units[name] for name in others)
            told = "、".join(name[:20] for name in others[:3])
            yield f"有 {number} 行的公开主体写的是“{told}”等，导入后都登记为{by.unit_name}。"


def untouchable(item: ServiceItem) -> str:
    """Why an import may not change an item now; empty where it may."""
    if item.in_review or item.state == State.SCHEDULED:
        return f"当前状态为“{item.get_state_display()}”，不能修改；退回后可以再次导入"
    return ""


def _warnings(sheets: list[Sheet], sheet: Sheet) -> Iterator[str]:
    others = [one.name for one in sheets if one is not sheet and any(one.rows(1))]
    if others:
        told = "、".join(others[:_TOLD])
        yield f"导入的是工作表“{sheet.name}”；其他工作表（{told}）没有导入。"
    if not sheet.shown:
        yield f"工作表“{sheet.name}”是隐藏的，请核对。"
    if sheet.hidden:
        yield f"第 {_numbers(sheet.hidden)}行是隐藏的行，已一并读入，请核对。"
    if sheet.uncalculated:
        yield (
            f"有 {sheet.uncalculated} 个公式没有保存结果，按空白读入；"
            "请用 WPS 或 Excel 打开保存一次后再上传。"
        )


def _numbers(rows: Sequence[int]) -> str:
    """The first rows by their numbers: “3、4 ”, “3、4 等 ”."""
    told = "、".join(str(number) for number in rows[:_TOLD])
    return f"{told} 等 {len(rows)} " if len(rows) > _TOLD else f"{told} "


def wait(seconds: float) -> None:
    """Give another process that reads the time to get on."""
    time.sleep(min(seconds, 1.0))
