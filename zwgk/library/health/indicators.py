"""The table of indicators, in the order in which they are shown."""

from zwgk.library.health import answers, guides, settings, texts, updates, walked
from zwgk.library.health.model import Measure, Sort

INDICATORS: tuple[tuple[Sort, Measure], ...] = (
    (updates.HOME, updates.home),
    (updates.COLUMNS, updates.columns),
    (answers.ANSWERS, answers.answers),
    (guides.GUIDES, guides.guides),
    (walked.LINKS, walked.links),
    (texts.OUTSIDE, texts.outside),
    (settings.SEARCH, settings.search),
    (settings.FOOTER, settings.footer),
    (walked.ACCESS, walked.access),
    (settings.HTTPS, settings.https),
    # The last: it reads every text and takes the time that is left.
    (texts.PRIVACY, texts.privacy),
)

# What the inspection asks besides and no software of the site itself can see.
UNSEEN = (
    "站点可用性（须从外部多次访问，超过 5% 打不开的单项否决）",
    "严重表述错误、非法链接（须人工审读）",
    "公开内容是否准确、服务是否实用（须人工判断）",
    "IPv6 访问（须从外部检测）",
)
