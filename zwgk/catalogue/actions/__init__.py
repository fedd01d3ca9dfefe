"""Verbs on items: write, review three times, publish at a time, correct, take down."""

from zwgk.catalogue.actions.publishing import release_item, withdraw_item
from zwgk.catalogue.actions.reviewing import (
    add_remark,
    approve_item,
    send_back,
    set_stages,
    settle_remark,
    submit_item,
)
from zwgk.catalogue.actions.writing import (
    add_correction,
    add_file,
    checked,
    create_item,
    remove_file,
    restore_revision,
    save_item,
)

__all__ = [
    "add_correction",
    "add_file",
    "add_remark",
    "approve_item",
    "checked",
    "create_item",
    "release_item",
    "remove_file",
    "restore_revision",
    "save_item",
    "send_back",
    "set_stages",
    "settle_remark",
    "submit_item",
    "withdraw_item",
]
