"""质量检查: what is wrong with an item before it goes public, found by rules."""

from zwgk.catalogue.gate.findings import Finding, Severity
from zwgk.catalogue.gate.run import check_item

__all__ = ["Finding", "Severity", "check_item"]
