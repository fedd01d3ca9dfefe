"""The wall's numbers as they are shown: one dictionary for the page, the JSON and the stream."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from zwgk.desk.wall import DeskLine, Number, Rated, Stock, Wall

_STATES = {"before": "○ 未开始", "open": "● 开放中", "closed": "■ 已结束"}


def shown(wall: Wall) -> dict[str, Any]:
    """Texts where people read, plain numbers where charts draw."""
    day = f"{wall.day.month}月{wall.day.day}日"
    return {
        "empty": wall.is_empty,
        "day": day,
        "visitors": _number(wall.visitors, "人次"),
        "questions": _number(wall.questions, "个"),
        "copies": _number(wall.copies, "份"),
        "online": {"text": str(wall.online_questions)},
        "rating": _rating(wall.rated, wall.visitors),
        "desks": [_desk(line) for line in wall.desks],
        "quarters": [{"from": _clock(at), "visitors": n} for at, n in wall.quarters],
        "quarters_note": _quarters_note(day, wall),
        "topics": [{"name": name, "questions": n} for name, n in wall.topics],
        "topics_note": _besides(wall.questions, "个", "未分部门"),
        "materials": [_stock(stock) for stock in wall.materials],
        "materials_note": _besides(wall.copies, "份", "未分资料，不减剩余"),
    }


def _number(number: Number, measure: str) -> dict[str, Any]:
    note = f"其中现场计数{number.tallied}{measure}" if number.tallied else ""
    return {"text": number.text, "total": number.total, "note": note}


def _besides(number: Number, measure: str, why: str) -> str:
    return f"另有现场计数{number.tallied}{measure}，{why}。" if number.tallied else ""


def _quarters_note(day: str, wall: Wall) -> str:
    if not wall.quarters:
        return ""
    total = sum(n for _, n in wall.quarters)
    return f"{day}逐条登记{total}人次。{_besides(wall.visitors, '人次', '未分时段')}"


def _rating(rated: Rated, visitors: Number) -> dict[str, Any]:
    parts = [("满意", rated.satisfied), ("基本满意", rated.fair), ("不满意", rated.unsatisfied)]
    if rated.tallied:
        other = rated.tallied - rated.tallied_satisfied
        parts += [("满意（现场计数）", rated.tallied_satisfied), ("其他（现场计数）", other)]
    base = f"接待{visitors.text}人次，收到评价{rated.rated}份" if rated.rated else "还没有评价"
    return {
        "text": "—" if rated.rate is None else f"{rated.rate:.1f}%",
        "rated": rated.rated,
        "note": base,
        "parts": [{"name": name, "count": count} for name, count in parts],
    }


def _desk(line: DeskLine) -> dict[str, Any]:
    phones = f"{line.online}／{line.phones}部" if line.phones else "—"
    if line.waiting:
        phones += f"，待传{line.waiting}条"
    return {
        "name": line.name,
        "place": line.place,
        "state": _STATES[line.state],
        "visitors": line.visitors.text + _mark(line.visitors),
        "questions": line.questions.text + _mark(line.questions),
        "copies": line.copies.text + _mark(line.copies),
        "last": _clock(line.last_at) if line.last_at else "—",
        "phones": phones,
    }


def _mark(number: Number) -> str:
    """The sign of a number that contains a tally; the table says what it means."""
    return "＊" if number.tallied else ""


def _stock(stock: Stock) -> dict[str, Any]:
    left = "未填印数" if stock.left is None else str(stock.left)
    if stock.over:
        left = f"0（多发{stock.over}，请核对印数）"
    return {
        "name": stock.name,
        "printed": "—" if stock.printed is None else str(stock.printed),
        "handed_out": stock.handed_out,
        "left": left,
        "left_count": stock.left,
    }


def _clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M")
