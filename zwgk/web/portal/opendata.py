"""Figures as open data: a table for spreadsheets (CSV), the same for programs (JSON)."""

from collections.abc import Iterable, Mapping
from typing import Any

from zwgk.kinds import AGGREGATE_NAMES, KINDS, QUALIFIER_NAMES, Qualifier

# Column, what stands in it.
COLUMNS = {
    "campaign": "活动编号",
    "year": "年份",
    "unit_name": "单位名称",
    "kind": "指标编号，见指标表",
    "name": "指标名称",
    "value": "数值；比率为分子",
    "out_of": "比率的分母；其他指标为空",
    "qualifier": "准确程度：exact 准确，more_than 余，about 约，less_than 不足",
    "text": "总结中的写法",
    "publication": "总结编号，即 /summaries/ 后的编号",
}
# The data of a guide (/guides/….json): column, what stands in it.
GUIDE_COLUMNS = {
    "id": "指南编号，即 /guides/ 后的编号",
    "url": "指南页面的网址",
    "name": "事项名称",
    "unit": "公开主体（办理单位）名称",
    "region": "公开主体所在地区的类型",
    "section": "办理科室",
    "field": "公开领域",
    "topic": "一级事项",
    "life_event": "人生事项或企业事项",
    "is_service": "是否办事类事项：true 是，false 只公开信息、不需要办理",
    "content": "公开内容（要素）",
    "body": "详细说明，HTML 片段",
    "who_may_apply": "申请条件",
    "materials": "申请材料，按顺序：name 名称，note 份数要求，originals 原件份数，"
                 "duplicates 复印件份数，sample 样表名称，sample_url 样表网址",
    "steps": "办理步骤，按顺序：name 步骤，by 科室，time 时限，link 网上办理网址",
    "files": "附件和样表：name 名称，size 字节数，url 网址",
    "statutory_days": "法定时限，工作日；0 为当场办结",
    "promised_days": "承诺时限，工作日；0 为当场办结",
    "fee": "收费标准",
    "fee_basis": "收费依据",
    "basis": "公开（办理）依据",
    "place": "办理地点",
    "hours": "办理时间",
    "phone": "咨询电话",
    "link": "网上办理网址",
    "result": "办理结果",
    "complaint": "投诉渠道",
    "disclose_within": "公开时限",
    "formed_on": "信息形成日期",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "mode": "公开方式",
    "levels": "公开层级",
    "version": "版本号",
    "published": "首次公开时间",
    "updated": "更新时间",
    "corrections": "更正说明：on 更正日期，note 内容",
}  # fmt: skip
KIND_COLUMNS = ("key", "name", "measure", "meaning", "aggregate", "combined")


def rows_of(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Figures with the columns of the dictionary, no more and no fewer."""
    return [{column: row.get(column) for column in COLUMNS} for row in found]


def dictionary() -> list[dict[str, str]]:
    """数据字典: what each figure means and how values of several units combine."""
    return [
        {
            "key": kind.key, "name": kind.name, "measure": kind.measure, "meaning": kind.meaning,
            "aggregate": str(kind.aggregate), "combined": AGGREGATE_NAMES[kind.aggregate],
        }
        for kind in KINDS.values()
    ]  # fmt: skip


def qualifiers() -> dict[str, str]:
    """How exact a value is, by its key."""
    return {str(qualifier): QUALIFIER_NAMES[qualifier] for qualifier in Qualifier}
