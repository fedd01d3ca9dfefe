"""Commands that write a file: a summary, a roll-up, any text as an official document."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zwgk.cli.errors import Refused
from zwgk.cli.files import write

if TYPE_CHECKING:
    from zwgk.gongwen import Document


def rendered(document: "Document", form: str) -> bytes:
    """A document as docx, pdf or txt. Raises Refused for other forms or missing fonts."""
    from zwgk.gongwen import CONTENT_TYPES, MissingFonts, render

    if form not in CONTENT_TYPES:
        raise Refused(f"不支持的文件格式“{form}”，请用 .docx、.pdf 或 .txt。")
    try:
        return render(document, form)
    except MissingFonts as error:
        raise Refused(str(error)) from error


def layout(arguments: argparse.Namespace) -> None:
    """``zwgk format``: needs no database."""
    from zwgk.gongwen import Kind, parse_text

    form = Path(arguments.output).suffix.lstrip(".").lower() or "txt"
    try:
        document = parse_text(_read(arguments.file), Kind(arguments.kind))
    except ValueError as error:
        raise Refused(str(error)) from error
    write(arguments.output, rendered(document, form))


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Refused(f"无法读取 {name}：{error.strerror}。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(f"{name} 不是文本文件，请另存为 .txt 后再试。")


def _set_up() -> None:
    import django

    django.setup()


def export(arguments: argparse.Namespace) -> None:
    """``zwgk summary export``."""
    _set_up()
    from zwgk.core import files
    from zwgk.core.errors import DomainError
    from zwgk.summaries.export import summary_document, summary_json
    from zwgk.summaries.queries import standing_submission
    from zwgk.units.queries import system_actor

    part = _participation(arguments.unit, arguments.campaign)
    actor = system_actor(part.unit)
    try:
        if arguments.format == "json":
            data = _json(summary_json(part, actor))
        else:
            submission = standing_submission(part, actor)
            kept = getattr(submission, arguments.format, None)
            if kept is not None:
                data = files.read(kept)
            else:
                data = rendered(summary_document(part, actor), arguments.format)
    except DomainError as error:
        raise Refused(error.message) from error
    write(arguments.output, data)


def _participation(code: str, campaign: str | None) -> Any:
    from zwgk.campaigns.models import Participation
    from zwgk.units.models import Unit

    if not Unit.objects.filter(code=code).exists():
        raise Refused(f"没有代码为“{code}”的单位，请核对单位代码。")
    parts = Participation.objects.filter(unit__code=code).select_related("unit", "campaign")
    if campaign:
        parts = parts.filter(campaign__slug=campaign)
    part = parts.order_by("-campaign__starts_on").first()
    if part is None:
        which = f"活动“{campaign}”" if campaign else "任何活动"
        raise Refused(f"单位“{code}”没有参加{which}，请核对活动编号。")
    return part


def rollup(arguments: argparse.Namespace) -> None:
    """``zwgk rollup``."""
    _set_up()
    from zwgk.campaigns.models import Campaign
    from zwgk.summaries.export import rollup_json, rollup_xlsx
    from zwgk.units.models import Unit
    from zwgk.units.queries import system_actor

    campaign = Campaign.objects.filter(slug=arguments.campaign).select_related("unit").first()
    if campaign is None:
        raise Refused(f"没有编号为“{arguments.campaign}”的活动，请核对活动编号。")
    unit = campaign.unit
    if arguments.unit:
        unit = Unit.objects.filter(code=arguments.unit).first()
        if unit is None:
            raise Refused(f"没有代码为“{arguments.unit}”的单位，请核对单位代码。")
    actor = system_actor(unit)
    if arguments.format == "json":
        write(arguments.output, _json(rollup_json(campaign, actor)))
    else:
        write(arguments.output, rollup_xlsx(campaign, actor))


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
