"""Invented summaries written outside the system, as Word files."""

from functools import cache

from tests.text.reading.files import docx, paragraph

TEXT = (
    "柳河镇2026年政务公开日活动总结",
    "2026年5月15日，柳河镇开展了政务公开日活动，主题是“办好群众身边事”。",
    "活动当天在镇政府门前设立咨询台1个，接待群众120人次，受理咨询40个，现场解答38个，"
    "现场答复率95%。",
    "共发放宣传资料300余份。",
    "柳河镇人民政府",
    "2026年5月20日",
)
ZONE_TEXT = (
    "临川经济开发区政务公开日活动总结",
    "2026年5月15日，开发区开展了政务公开日活动，接待群众80人次，发放宣传资料150份。",
    "临川经济开发区管理委员会",
    "2026年5月21日",
)


@cache  # a file made anew carries another minute
def word(lines: tuple[str, ...] = TEXT) -> bytes:
    """A Word file of the lines."""
    return docx("".join(map(paragraph, lines)))
