"""质量检查: what is wrong with an item before it goes public, found by rules.

One module for each family of rules; ``run`` names them all. Errors stop the last review and the
publication at a time, advice is confirmed by name (``catalogue.actions.gating``).
"""

from zwgk.catalogue.gate.findings import Finding, Severity
from zwgk.catalogue.gate.run import check_item, obstacles

__all__ = ["Finding", "Severity", "check_item", "obstacles"]
