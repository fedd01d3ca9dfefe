"""All rules, one after the other."""

from datetime import date

from zwgk.catalogue.gate.findings import Finding, Severity
from zwgk.catalogue.models import ServiceItem
from zwgk.catalogue.queries import blank_fields
from zwgk.catalogue.wording import everything
from zwgk.text.privacy import blocking


def check_item(item: ServiceItem, *, today: date) -> list[Finding]:
    """What is wrong with an item as it is written now, errors first."""
    found = [
        Finding("blank", Severity.ADVICE, "", f"“{name}”没有填写。", name)
        for name in blank_fields(item)
    ]
    found += [
        Finding("private", Severity.ERROR, "", f"含有个人号码：{number}。请删去后再公开。", number)
        for number in blocking(everything(item))
    ]
    return sorted(found, key=lambda one: one.severity != Severity.ERROR)
