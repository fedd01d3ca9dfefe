"""The demo: an invented city in which the two seed cases and twelve further units take part."""

from zwgk.cli.demo.accounts import ACCOUNTS, PASSWORD
from zwgk.cli.demo.build import ensure_demo, reset_demo

__all__ = ["ACCOUNTS", "PASSWORD", "ensure_demo", "reset_demo"]
