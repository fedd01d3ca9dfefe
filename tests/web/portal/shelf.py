"""Invented publications, made through the one door to what is public."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from tests.world import World, person
from zwgk.library.copies.summaries import public_figure, shelf_of_summaries
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish

GUIDE_DETAILS: dict[str, Any] = {
    "section": "社会事务办公室", "who_may_apply": "年满80周岁的老年人。", "content": "津贴的申请。",
    "statutory_days": 20, "promised_days": 15, "fee": "不收费", "basis": "津贴发放办法",
    "place": "便民服务大厅3号窗口", "hours": "工作日 8:30—17:00", "phone": "0400-5150001",
    "link": "", "result": "按季度发放", "complaint": "0400-5150000", "version": 3,
    "field": "养老服务", "life_event": "退休养老",
    "materials": [["身份证", "原件核对"], ["申请表", "一份"]],
    "steps": [["提出申请", "村民委员会", "当场受理"], ["审核", "民政办", "5个工作日"]],
}  # fmt: skip


def _lines(*texts: str) -> list[dict[str, Any]]:
    return [{"level": 0, "text": text} for text in texts]


def guide(world: World, title: str = "高龄津贴申领", **details: Any) -> Publication:
    """A guide of the town."""
    told = {**GUIDE_DETAILS, **details}
    copy = Copy(Publication.Kind.GUIDE, f"item:{title}", world.town, title,
                _lines(told["who_may_apply"], told["content"]), details=told)  # fmt: skip
    return publish(copy, by=person(world.city))


def answer(world: World, title: str = "高龄津贴可以代办吗") -> Publication:
    """A question and its answer."""
    copy = Copy(Publication.Kind.ANSWER, f"enquiry:{title}", world.town, title,
                _lines("您好。可以委托亲属代办。", "请带双方身份证明。"),
                details={"question": "老人行动不便，能不能请别人代办？"},
                dated_on=date(2026, 5, 20))  # fmt: skip
    return publish(copy, by=person(world.city))


def notice(world: World, title: str = "关于开展2026年政务公开日活动的通知") -> Publication:
    """A notice of the city."""
    copy = Copy(Publication.Kind.NOTICE, f"notice:{title}", world.city, title,
                _lines("请各单位认真组织。"), campaign_slug="day", edition=20, year=2026,
                details={"doc_number": "临政办发〔2026〕5号"},
                dated_on=date(2026, 4, 20))  # fmt: skip
    return publish(copy, by=person(world.city))


def summary(world: World, name: str = "柳河镇", *, visitors: int = 34, **more: Any) -> Publication:
    """A summary on the first shelf, with two figures."""
    figures = [public_figure("visitors", visitors, None, "exact"),
               public_figure("satisfaction_rate", 9, 10, "exact")]  # fmt: skip
    values: dict[str, Any] = {
        "unit_name": f"{name}人民政府", "collection": shelf_of_summaries(), "campaign_slug": "day",
        "edition": 20, "year": 2026, "theme": "办好群众身边事", "figures": figures,
        "dated_on": date(2026, 5, 18), **more,
    }  # fmt: skip
    body = f"{name}在便民服务大厅前设立咨询台，接待群众{visitors}人次。"
    lines = _lines(body, "继续完善公开目录，及时更新内容。")
    copy = Copy(Publication.Kind.SUMMARY, f"sample:{name}{values['year']}", world.town,
                f"{name}{values['year']}年政务公开日活动总结", lines, **values)  # fmt: skip
    return publish(copy, by=person(world.city))


def photo(colour: str = "#88aa66", size: tuple[int, int] = (640, 480)) -> bytes:
    """An invented photo: one colour."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()
