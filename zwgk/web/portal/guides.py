"""What the page of a guide and its data tell, read from the public copy.

Copies that were made before a column came lack it; what is told has the same columns all the same.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from zwgk.library.models import Publication
from zwgk.web.portal.opendata import GUIDE_COLUMNS

NOTHING = "无"  # what a guide says that asks for no material
_BETWEEN = re.compile(r"[、，,；;/]|\s+或\s+|\s{2,}")
_NO_DIGIT = re.compile(r"\D")
_NUMBER = re.compile(r"\+?\d[\d（）() －—-]{5,20}\d")


class Phone(NamedTuple):
    """A number as it is written and as a telephone dials it."""

    shown: str
    dial: str


def phones(text: str) -> list[Phone]:
    """The numbers in what is written about telephones; words without a number dial nothing."""
    found = []
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        number = _NUMBER.search(part)
        found.append(Phone(part, _NO_DIGIT.sub("", number[0]) if number else ""))
    return found


def online(row: Publication) -> str:
    """Where the matter is dealt with online; empty for what is no address of the web."""
    link = str(row.details.get("link") or "")
    return link if link.startswith(("https://", "http://")) else ""


def item_of(row: Publication) -> int | None:
    """The number of the item a guide was made from, by which visitors report on it."""
    kind, _, number = row.source.partition(":")
    return int(number) if kind == "item" and number.isdecimal() and len(number) < 10 else None


def materials(row: Publication) -> list[dict[str, Any]]:
    """What has to be brought, each with the address of its sample; none where none is needed."""
    papers = row.details.get("papers") or [
        {"name": name, "copies": copies} for name, copies in row.details.get("materials", [])
    ]
    samples = {one["name"]: address for one, address in _files(row)}
    if [paper["name"] for paper in papers] == [NOTHING]:
        return []
    return [
        {
            "name": paper["name"], "note": paper["copies"], "originals": paper.get("originals"),
            "duplicates": paper.get("duplicates"), "sample": paper.get("sample", ""),
            "sample_url": samples.get(paper.get("sample", ""), ""),
        }
        for paper in papers
    ]  # fmt: skip


def steps(row: Publication) -> list[dict[str, Any]]:
    """The steps in their order: what, by whom, within what time, where online."""
    flow = row.details.get("flow") or [
        {"name": name, "section": by, "limit": time}
        for name, by, time in row.details.get("steps", [])
    ]
    return [
        {"name": step["name"], "by": step["section"], "time": step["limit"],
         "link": step.get("link", "")}
        for step in flow
    ]  # fmt: skip


def other_files(row: Publication) -> list[dict[str, Any]]:
    """The files that no material names as its sample."""
    named = {material["sample"] for material in materials(row)}
    return [
        {"name": one["name"], "size": one["size"], "url": address}
        for one, address in _files(row)
        if one["name"] not in named
    ]


def _files(row: Publication) -> list[tuple[dict[str, Any], str]]:
    return [
        (one, reverse("portal:guide-file", args=[row.pk, one["id"]]))
        for one in row.details.get("files", [])
    ]


def as_data(row: Publication, absolute: Callable[[str], str]) -> dict[str, Any]:
    """A guide with the columns of the dictionary, no more and no fewer; addresses are absolute."""
    brought = materials(row)
    for material in brought:
        material["sample_url"] = material["sample_url"] and absolute(material["sample_url"])
    told = {
        **row.details,
        "id": str(row.pk),
        "url": absolute(reverse("portal:guide", args=[row.pk])),
        "name": row.title,
        "unit": row.unit_name,
        "region": row.get_region_display(),
        "published": timezone.localtime(row.published_at).isoformat(timespec="seconds"),
        "updated": timezone.localtime(row.updated_at).isoformat(timespec="seconds"),
        "is_service": row.details.get("is_service", True),
        "link": online(row),
        "materials": brought,
        "steps": steps(row),
        "files": [
            {"name": one["name"], "size": one["size"], "url": absolute(address)}
            for one, address in _files(row)
        ],
    }
    return {column: told.get(column) for column in GUIDE_COLUMNS}
