"""Which rule speaks of which fault of form, beside a near miss that it must let be."""

import pytest

from zwgk.text.check import RULES, check
from zwgk.text.model import Facts, Figures

_CASES = [
    ("mark-width", "活动取得实效,群众满意。", "时间为9:00，数量为1,800份。"),
    ("mark-repeated", "开展宣传，，发放资料。", "开展宣传，发放资料……。"),
    ("mark-pair", "开展“政务公开日活动。", "包括：1）宣传；2）咨询。"),
    ("mark-enumeration", "发放《办事指南》、《一封信》。", "发放《办事指南》、《一封信》、扇子。"),
    ("mark-ellipsis", "讲解政策...", "组织领导..........3"),
    ("mark-dash", "政务公开日--宣传活动", "0415--2150000"),
    ("number-zero", "2024年05月15日开展活动。", "发布时间：2024年05月15日"),
    ("document-number", "按照青政办发[2024]第15号要求", "按照青政办发〔2024〕15号要求"),
    ("placeholder", "XX镇开展活动。", "发放L号、XL号马甲。"),
    ("date-impossible", "2月30日开展活动。", "农历2月30日开展活动。"),
    ("date-weekday", "2024年5月15日（星期四）", "2024年5月15日（星期三）"),
    ("privacy", "手机13812345678", "共13812345678元"),
]


def _raised(text: str) -> set[str]:
    found = check(text, figures=Figures(), facts=Facts())
    return {finding.rule for finding in found}


@pytest.mark.parametrize(("rule", "wrong", "right"), _CASES)
def test_a_fault_and_its_near_miss(rule: str, wrong: str, right: str) -> None:
    assert rule in RULES
    assert rule in _raised(wrong)
    assert rule not in _raised(right)
