"""Passages that stand in other texts, and damage that makes a text unfit to be read."""

import re

from zwgk.text.check.rules import Findings, Subject, finding

_LEAST = 0.3
# Nothing can be told in fewer characters; a page begins with its controls.
_SHORT, _FEWEST = 400, 5


def copied(subject: Subject) -> Findings:
    """Each text from which at least 30 % was taken, with whose it is and how much."""
    context = subject.context
    if context is None or not context.neighbours:
        return
    from zwgk.text.similarity import compare

    ignore = [text for text in (context.notice, context.theme) if text]
    for other in context.neighbours:
        overlap = compare(subject.text, other.text, ignore=ignore)
        if overlap.share < _LEAST or not overlap.passages:
            continue
        longest = max(overlap.passages, key=lambda p: p.end - p.start)
        whose = f"{other.year}年" if other.year else "以往"
        own = other.own or (bool(context.unit) and other.unit == context.unit)
        source = f"本单位{whose}的总结" if own else f"“{other.unit}”的总结"
        yield finding(
            "copied-own" if own else "copied", longest.start, longest.end,
            f"全文{overlap.share:.0%}与{source}雷同，共{len(overlap.passages)}处，此处最长。",
            "请按本单位今年的实际情况改写。",
        )  # fmt: skip


def damaged(subject: Subject) -> Findings:
    """Text twice, pinyin inserts, traditional characters, advertising."""
    for warning in subject.facts.warnings:
        yield finding("damaged", 0, min(len(subject.text), 20), warning, "请对照原件核对。")


def empty(subject: Subject) -> Findings:
    """A page of which nothing but a heading was kept."""
    if len(re.findall(r"[\u4e00-\u9fff]", subject.text[:_SHORT])) < _FEWEST:
        yield finding("empty", 0, len(subject.text), "没有读到正文。", "请检查文件内容。")


CHECKS = (copied, damaged, empty)
