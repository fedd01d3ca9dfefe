"""The ``zwgk`` command. Chinese help; messages on stderr; exit code 0 done, 1 refused, 2 usage."""

import argparse
import os
import sys
from collections.abc import Sequence

from zwgk.cli import documents, library, search, service, site, upkeep
from zwgk.cli.errors import Refused
from zwgk.cli.text import arguments as text_arguments


def parser() -> argparse.ArgumentParser:
    """The command's words."""
    top = argparse.ArgumentParser(prog="zwgk", description="政务公开日：从通知到总结的命令行工具")
    verbs = top.add_subparsers(title="命令", dest="verb", required=True, metavar="命令")
    _service(verbs)
    _summary(verbs)
    rollup = verbs.add_parser("rollup", help="导出活动汇总", description="导出活动汇总")
    rollup.add_argument("--campaign", required=True, metavar="活动编号", help="如 demo")
    rollup.add_argument("--unit", metavar="单位代码", help="汇总到哪个单位，默认为发起单位")
    rollup.add_argument("--format", required=True, choices=("json", "xlsx"), help="文件格式")
    _output(rollup)
    rollup.set_defaults(run=documents.rollup)
    text_arguments.add(verbs)
    library.add(verbs)
    search.add(verbs)
    site.add(verbs)
    upkeep.add(verbs)
    layout = verbs.add_parser(
        "format", help="把文本排成公文", description="把任意文本排成符合 GB/T 9704-2012 的公文"
    )
    layout.add_argument("file", metavar="FILE.txt", help="文本文件，- 表示标准输入")
    layout.add_argument("--kind", required=True, choices=("总结", "通知"), help="文种")
    _output(layout)
    layout.set_defaults(run=documents.layout)
    return top


def _service(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = verbs.add_parser("serve", help="启动服务", description="建立演示数据并启动服务")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址，默认 127.0.0.1")
    serve.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    serve.add_argument("--no-demo", action="store_true", help="不建立演示数据")
    serve.set_defaults(run=service.serve)
    demo = verbs.add_parser("demo", help="建立演示数据", description="建立演示数据，不启动服务")
    demo.add_argument("--reset", action="store_true", help="清空数据库后重新建立")
    demo.add_argument("--yes", action="store_true", help="不再询问")
    demo.set_defaults(run=service.demo)


def _summary(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = verbs.add_parser("summary", help="活动总结", description="活动总结")
    of_summary = summary.add_subparsers(title="命令", required=True, metavar="命令")
    export = of_summary.add_parser(
        "export", help="导出总结", description="导出已报送的总结；没有报送的导出当前草稿"
    )
    export.add_argument("--unit", required=True, metavar="单位代码", help="如 demo-town")
    export.add_argument("--campaign", metavar="活动编号", help="默认为该单位最近的活动")
    export.add_argument(
        "--format", required=True, choices=("docx", "pdf", "txt", "json"), help="文件格式"
    )
    _output(export)
    export.set_defaults(run=documents.export)


def _output(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-o", "--output", required=True, metavar="FILE", help="- 表示标准输出")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except Refused as refusal:
        print(f"zwgk：{refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone; nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
