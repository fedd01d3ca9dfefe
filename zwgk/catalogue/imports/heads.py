"""The heading of a catalogue's table: which column is which, in whatever order and wording.

Knows what zwgk exports, the forms of the national catalogues (国办发〔2019〕54号: two heading rows,
ticks under 公开对象, 公开方式 and 公开层级) and how counties usually reword them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.models import column_name
from zwgk.catalogue.standard import Audience, Level, Mode
from zwgk.text.reading.model import Refused
from zwgk.text.reading.table import Row, Sheet

LOOKED_AT = 25
_NAMED = 14
_SPLIT = re.compile(r"[:：\n]")
_SIGNS = re.compile(r"[\s*＊:：、,，.。\-—_/]|^[0-9一二三四五六七八九十]+[、.)）]")
_ASIDE = re.compile(r"\([^()]*\)")

_ALSO: Mapping[str, str] = {
    "topic": "一级公开事项 一级公开事项名称 一级事项名称",
    "name": "二级事项 二级公开事项 二级事项名称 公开事项 公开事项名称 事项 政务公开事项 办事事项",
    "field": "领域 试点领域 所属领域 公开领域名称",
    "life_event": "人生事项 企业事项",
    "is_service": "是否办事类 是否办事类事项 办事类",
    "content": "公开内容 公开要素 内容要素 公开内容和要素",
    "basis": "依据 公开的依据",
    "disclose_within": "时限 公开期限",
    "formed_on": "形成日期 信息形成时间",
    "channels": "公开渠道 公开载体 公开渠道及载体 渠道和载体 公开渠道与载体",
    "audience": "公开范围",
    "audience_who": "特定群体请写明 特定对象",
    "mode": "公开类型 公开形式 公开属性",
    "section": "责任科室 承办科室 办理机构",
    "who_may_apply": "办理条件 受理条件 办理对象",
    "materials": "申报材料 办理材料 所需材料",
    "steps": "办理程序 办事流程",
    "statutory_days": "法定办结时限 法定期限 法定办理时限",
    "promised_days": "承诺办结时限 承诺期限 承诺办理时限",
    "fee": "是否收费 收费情况",
    "fee_basis": "收费文件依据",
    "place": "办事地点 受理地点",
    "hours": "办公时间 受理时间",
    "phone": "联系电话 咨询方式",
    "link": "网上办理网址 网办地址 网址 办理网址",
    "result": "结果名称 审批结果",
    "complaint": "监督电话 投诉电话 监督投诉渠道 投诉举报渠道 监督渠道",
}  # fmt: skip
# What the file may say and an import does not take: the unit is the acting one.
_SKIPPED = ("序号", "编号", "状态", "问题", "原行号", "更新时间")
_UNIT = ("公开主体", "责任单位", "责任主体", "公开责任主体", "公开单位")
_GROUPS = ("公开事项", "公开对象", "公开方式", "公开层级")
_TICKS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "全社会": ("audience", (Audience.ALL,)), "社会公众": ("audience", (Audience.ALL,)),
    "特定群体": ("audience", (Audience.GROUP,)), "特定对象": ("audience", (Audience.GROUP,)),
    "主动": ("mode", (Mode.ACTIVE,)), "主动公开": ("mode", (Mode.ACTIVE,)),
    "依申请": ("mode", (Mode.ON_REQUEST,)), "依申请公开": ("mode", (Mode.ON_REQUEST,)),
    "县级": ("levels", (Level.COUNTY,)), "县区级": ("levels", (Level.COUNTY,)),
    "区级": ("levels", (Level.COUNTY,)), "县市区级": ("levels", (Level.COUNTY,)),
    "区县级": ("levels", (Level.COUNTY,)), "乡级": ("levels", (Level.TOWN,)),
    "乡镇级": ("levels", (Level.TOWN,)), "镇级": ("levels", (Level.TOWN,)),
    "乡镇街道级": ("levels", (Level.TOWN,)), "镇街级": ("levels", (Level.TOWN,)),
    "乡镇": ("levels", (Level.TOWN,)), "村级": ("levels", (Level.VILLAGE,)),
    "村社区级": ("levels", (Level.VILLAGE,)), "村居级": ("levels", (Level.VILLAGE,)),
    "乡村级": ("levels", (Level.TOWN, Level.VILLAGE)),
    "县级乡级": ("levels", (Level.COUNTY, Level.TOWN)),
}  # fmt: skip
_TICK_GROUP = {"audience": "公开对象", "mode": "公开方式", "levels": "公开层级"}


@dataclass(frozen=True)
class Head:
    """One column of the file: its heading as written and what of an item it holds.

    ``column`` is empty for one that is not imported; ``ticks`` are the choices that a mark in a
    tick column stands for.
    """

    title: str
    column: str = ""
    ticks: tuple[str, ...] = ()
    known: bool = True
    unit: bool = False


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet: its columns, and the number of its last row."""

    heads: tuple[Head, ...]
    last_row: int

    @property
    def columns(self) -> frozenset[str]:
        """The columns of an item that the file holds."""
        return frozenset(head.column for head in self.heads if head.column)

    @property
    def ignored(self) -> list[str]:
        """The headings nobody knows."""
        return [head.title for head in self.heads if head.title and not head.known]

    @property
    def doubled(self) -> list[str]:
        """Columns that stand in the file twice."""
        plain = [head.column for head in self.heads if head.column and not head.ticks]
        return [column_name(name) for name in dict.fromkeys(plain) if plain.count(name) > 1]


def plain(title: str) -> str:
    """A heading without what differs from form to form: blanks, signs, width, line breaks."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", title))


def _known_names() -> dict[str, str]:
    names = {plain(column_name(name)): name for name in COLUMNS}
    for column, also in _ALSO.items():
        names.update(dict.fromkeys(also.split(), column))
    return names


def heading_of(sheet: Sheet) -> Heading | None:
    """The heading of a sheet with a column for the name of the item, or None."""
    rows = list(sheet.rows(LOOKED_AT))
    best: Heading | None = None
    for number, row in enumerate(rows):
        found = [_heading(_across(sheet, row), None, row.number)]
        if number + 1 < len(rows):
            below = rows[number + 1]
            found.append(_heading(_across(sheet, row), below.cells, below.number))
        for one in found:
            if one and "name" in one.columns and (best is None or _better(one, best)):
                best = one
    return best


def _better(one: Heading, best: Heading) -> bool:
    return _worth(one) > _worth(best)


def _worth(heading: Heading) -> tuple[int, int]:
    return len(heading.columns), sum(1 for head in heading.heads if head.column)


def found_instead(sheets: Sequence[Sheet]) -> list[str]:
    """What stands where a heading should: the fullest of the first rows of the first sheets."""
    rows = [row.cells for sheet in sheets[:3] for row in sheet.rows(5)]
    fullest = max(rows, key=lambda cells: sum(map(bool, cells)), default=[])
    told = [" ".join(cell.split())[:20] for cell in fullest if cell]
    return told[:_NAMED]


def choose(sheets: Sequence[Sheet]) -> tuple[Sheet, Heading]:
    """The sheet that is a catalogue, the visible and the fullest first. Raises Refused."""
    fitting = [(sheet, found) for sheet in sheets if (found := heading_of(sheet))]
    if not fitting:
        told = found_instead(sheets)
        if not told:
            raise Refused("中没有内容，请检查文件。")
        raise Refused(
            f"中没有找到“事项名称”（二级事项）一列，读到的是：{'、'.join(told)}。"
            "请下载目录模板，按模板的表头整理后再导入。"
        )
    return max(fitting, key=lambda pair: (pair[0].shown, _rows(pair[0]) > 0, _worth(pair[1])))


def _rows(sheet: Sheet) -> int:
    return sum(1 for _ in sheet.rows(LOOKED_AT))


def _across(sheet: Sheet, row: Row) -> list[str]:
    """The cells of a row, those merged across repeated."""
    cells = list(row.cells)
    for top, left, _, right in sheet.merged:
        if top == row.number and left <= len(cells):
            cells += [""] * (right - len(cells))
            cells[left - 1 : right] = [cells[left - 1]] * (right - left + 1)
    return cells


def _heading(above: list[str], below: list[str] | None, last_row: int) -> Heading | None:
    names = _known_names()
    if below is None:
        ticks = {plain(part) for title in above for part in _parts(title)}
        heads = [_one(title, ticks, names) for title in above]
        return Heading(tuple(heads), last_row)
    heads, group = [], ""
    for at in range(max(len(above), len(below))):
        top = above[at] if at < len(above) else ""
        sub = below[at] if at < len(below) else ""
        sub = "" if sub == top else sub
        # Without merged cells the blanks to the right of a group belong to it.
        group = plain(top) if top else group if sub else ""
        if sub and group not in _GROUPS:
            return None
        heads.append(_under(group, sub, names) if sub else _one(top, set(), names))
    return Heading(tuple(heads), last_row)


def _parts(title: str) -> list[str]:
    return [part for part in _SPLIT.split(title) if part.strip()]


def _one(title: str, all_of_row: set[str], names: Mapping[str, str]) -> Head:
    """A heading of one row: “公开对象：特定群体” is a tick, as 特定群体 is beside 全社会."""
    shown = " ".join(title.split())
    parts = [plain(part) for part in _parts(title)]
    if len(parts) == 2 and parts[0] in _GROUPS:
        found = _under(parts[0], parts[1], names)
        if found.known:
            return found
    for name in (plain(title), plain(_ASIDE.sub("", unicodedata.normalize("NFKC", title)))):
        if name in _SKIPPED:
            return Head(shown)
        if name in _UNIT:
            return Head(shown, unit=True)
        ticked = name in _TICKS and (_TICKS[name][0] != "audience" or "全社会" in all_of_row)
        if ticked:
            column, choices = _TICKS[name]
            return Head(shown, column, tuple(choices))
        if name in names:
            return Head(shown, names[name])
    return Head(shown, known=not shown)


def _under(group: str, sub: str, names: Mapping[str, str]) -> Head:
    """A heading under one of the groups; 公开事项 holds the two levels of the item."""
    shown = f"{group}：{' '.join(sub.split())}"
    for name in (plain(sub), plain(_ASIDE.sub("", unicodedata.normalize("NFKC", sub)))):
        if name in _TICKS and _TICK_GROUP[_TICKS[name][0]] == group:
            column, choices = _TICKS[name]
            return Head(shown, column, tuple(choices))
        if group == "公开事项" and names.get(name) in ("topic", "name"):
            return Head(shown, names[name])
    return Head(shown, known=False)
