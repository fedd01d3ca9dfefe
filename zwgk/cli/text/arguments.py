"""The words of the text commands. Nothing heavy is imported before one of them runs."""

import argparse
from datetime import date
from pathlib import Path

_PATHS = (
    "文件、文件夹或 .zip 压缩包（.txt .html .docx .pdf .xlsx，"
    "装有 LibreOffice 时还可读 .doc .wps .rtf）"
)


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the seven commands."""
    from zwgk.cli.text import commands, comparing, whole_texts

    extract = _verb(
        verbs, "extract", "提取数据", "从总结中提取数据，列成一张表并合计", commands.extract
    )
    _formats(extract, xlsx=True)
    facts = _verb(
        verbs,
        "facts",
        "提取基本信息",
        "提取标题、单位、届次、日期、主题、所依据的通知等",
        commands.facts,
    )
    _formats(facts)
    check = _verb(
        verbs, "check", "核查", "核查矛盾、格式和个人信息；有“错误”时退出码为 1", commands.check
    )
    _formats(check, xlsx=True)
    _context(check)
    mask = _verb(
        verbs,
        "mask",
        "遮蔽",
        "遮蔽人名、地名、机构名、年份、联系方式和文号",
        whole_texts.mask_files,
    )
    _formats(mask)
    mask.add_argument("--roster", type=Path, metavar="FILE", help="本单位人员名单，每行一个姓名")
    mask.add_argument("--places", type=Path, metavar="FILE", help="本地地名、机构名，每行一个")
    mask.add_argument("--keep", type=Path, metavar="FILE", help="不遮蔽的词语，每行一个")
    mask.add_argument("--strict", action="store_true", help="列出所有拿不准的词语；有则退出码为 1")
    privacy = _verb(
        verbs,
        "privacy",
        "查找个人信息",
        "查找身份证号、手机号、银行卡号、住址等；有则退出码为 1",
        commands.privacy,
    )
    _formats(privacy)
    privacy.add_argument(
        "--public-phone",
        action="append",
        default=[],
        metavar="号码",
        help="对外公布的办公电话，可多次使用",
    )
    compare = _verb(
        verbs, "compare", "比对雷同", "找出各篇总结中与其他篇雷同的段落", comparing.compare_files
    )
    _formats(compare)
    compare.add_argument(
        "--against",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="以往的总结，可多次使用",
    )
    compare.add_argument(
        "--notice", type=Path, metavar="FILE", help="活动通知，引用其中的文字不算雷同"
    )
    compare.add_argument(
        "--least", type=int, default=15, metavar="N", help="雷同达到百分之几才列出，默认 15"
    )
    read = _verb(verbs, "read", "读出文字", "读出文件中的文字", whole_texts.read_files)
    _formats(read)


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str, brief: str, description: str, run: object,
) -> argparse.ArgumentParser:  # fmt: skip
    verb = verbs.add_parser(name, help=brief, description=description)
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_PATHS)
    verb.set_defaults(run=run)
    return verb


def _formats(verb: argparse.ArgumentParser, *, xlsx: bool = False) -> None:
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="输出 JSON")
    form.add_argument(
        "--jsonl",
        dest="form",
        action="store_const",
        const="jsonl",
        help="输出 JSON Lines，每篇一行",
    )
    if xlsx:
        form.add_argument("--xlsx", type=Path, metavar="FILE", help="写成 Excel 表格")
    verb.add_argument("-q", "--quiet", action="store_true", help="不显示进度")
    verb.set_defaults(form="table")


def _context(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--edition", type=int, metavar="N", help="本次活动是第几届")
    verb.add_argument("--year", type=int, metavar="YYYY", help="活动年份")
    verb.add_argument(
        "--day",
        action="append",
        default=[],
        type=_day,
        metavar="YYYY-MM-DD",
        help="规定的活动日期，可多次使用",
    )
    verb.add_argument("--theme", default="", help="规定的活动主题")
    verb.add_argument(
        "--first-year", type=int, metavar="YYYY", help="首届政务公开日的年份，用于核对届次，如 2007"
    )
    verb.add_argument("--notice", type=Path, metavar="FILE", help="活动通知")
    verb.add_argument(
        "--against",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="以往的或其他单位的总结，用于查找雷同段落",
    )
    verb.add_argument(
        "--public-phone",
        action="append",
        default=[],
        metavar="号码",
        help="对外公布的办公电话，可多次使用",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2018-05-15 的样子") from None
