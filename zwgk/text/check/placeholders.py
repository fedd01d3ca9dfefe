"""What a template or a gap left to be filled in."""

import re

from zwgk.text.check.rules import Findings, Subject, finding

_X = "[xX×ＸＸ＊]"
_GAP = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_X}{{1,2}}月{_X}{{1,2}}日|(?:20|19){_X}{{2}}年|{_X}{{4}}年|"
    rf"{_X}{{2,}}(?:省|市|州|县|区|镇|乡|街道|村|社区|[余多]?个?(?:部门|单位)|局长?|同志|"
    r"[余多]?(?:人次|人|份|个|名|件|条|块|册|张|场|幅)))|"
    r"【(?:待|请|此处|填写|插入)[^】\n]{0,40}】|"
    r"[（(](?:此处[^）)\n]{0,20}|请在?此?处?)(?:填写|补充|插入)[^）)\n]{0,20}[）)]|"
    r"_{3,}|某某(?:省|市|县|区|镇|乡|街道|村|单位|部门)|"
    r"(?<![（(【])此处(?:请?填写|插入|待补充)"
)


def gaps(subject: Subject) -> Findings:
    """xx月xx日, XX镇, 【待补充：…】.

    ×× and 张某某 are masks as often as gaps, so they count only before 市, 镇 and the like.
    """
    for match in _GAP.finditer(subject.text):
        yield finding("placeholder", *match.span(), f"“{match[0]}”没有填写。", "请填写实际内容。")


CHECKS = (gaps,)
