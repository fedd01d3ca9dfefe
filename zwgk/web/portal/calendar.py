"""Opening hours of desks as an iCalendar file (RFC 5545)."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils import timezone

from zwgk.library.queries import PublicCampaign, PublicDesk

_OCTETS = 75  # of a line; longer ones go on behind a blank


def calendar_of(campaign: PublicCampaign, desks: Iterable[PublicDesk], host: str) -> str:
    """All desks of a campaign, an event each."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zwgk//portal//ZH", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(f'{campaign.year}年{campaign.name}咨询台')}")
    for desk in desks:
        lines += _event(campaign, desk, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(campaign: PublicCampaign, desk: PublicDesk, host: str) -> list[str]:
    own = f"{campaign.slug}\n{desk.unit_name}\n{desk.name}\n{desk.opens_at.isoformat()}"
    uid = hashlib.sha256(own.encode()).hexdigest()[:32]
    told = f"主题：{campaign.theme}"
    if desk.departments:
        told += f"\n部门：{'、'.join(desk.departments)}"
    if desk.phone:
        told += f"\n电话：{desk.phone}"
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@{host}",
        f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART:{_moment(desk.opens_at)}",
        f"DTEND:{_moment(desk.closes_at)}",
        f"SUMMARY:{_text(f'{desk.unit_name}：{desk.name}')}",
        f"LOCATION:{_text('，'.join(filter(None, [desk.address, desk.place])))}",
        f"DESCRIPTION:{_text(told)}",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of so many octets at most, cut between characters."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)
