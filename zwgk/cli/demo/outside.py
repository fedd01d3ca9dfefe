"""A town that does not use the system: the city's office uploads its summary (代报)."""

from datetime import date

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.gongwen import Document, Kind, Paragraph, render
from zwgk.summaries.models import Submission
from zwgk.summaries.uploads.actions import confirm, receive

WHY = "该镇没有接入系统，总结以公文交换的方式报来。"
_TITLE = "杏花岭镇2018年政务公开日活动总结"
_TEXT = (
    "2018年5月15日，杏花岭镇在集贸市场门前开展了政务公开日活动，主题是“{theme}”。",
    "一、活动情况",
    "设立咨询台3个，镇民政、农业、司法等站所的工作人员参加，接待群众160余人次，受理咨询48个，"
    "现场解答45个。",
    "向赶集的群众发放宣传资料420份，悬挂条幅4条。",
    "二、下一步打算",
    "对没有当场答复的3个问题逐一落实到站所，办结后在镇政务公开栏公布结果。",
)


def hand_in(part: Participation, by: Actor) -> Submission:
    """Upload, read and confirm the town's Word file."""
    lines = [line.format(theme=part.campaign.theme) for line in _TEXT]
    document = Document(
        kind=Kind.SUMMARY, title=_TITLE, blocks=tuple(map(Paragraph.of, lines)),
        issuer=part.unit.name, issued_on=date(2018, 5, 24),
    )  # fmt: skip
    arrived = [("杏花岭镇总结.docx", render(document, "docx"))]
    (upload,) = receive(part.campaign, arrived, by=by, why=WHY)
    return confirm(upload, based_on=upload.version, by=by)
