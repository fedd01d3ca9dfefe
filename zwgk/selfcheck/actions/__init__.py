"""Verbs on a self-check: run it, share out what it found, justify, finish."""

from zwgk.selfcheck.actions.finishing import XLSX, finish_check, reopen_check
from zwgk.selfcheck.actions.running import Progress, begin_run, progress, step
from zwgk.selfcheck.actions.settling import assign_findings, justify_findings

__all__ = [
    "XLSX",
    "Progress",
    "assign_findings",
    "begin_run",
    "finish_check",
    "justify_findings",
    "progress",
    "reopen_check",
    "step",
]
