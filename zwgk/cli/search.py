"""``zwgk search``: make the public search index anew, or compare it with the database."""

import argparse
from typing import Any


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    verb = verbs.add_parser("search", help="搜索索引", description="公开门户的搜索索引")
    of_search = verb.add_subparsers(title="命令", required=True, metavar="命令")
    rebuild = of_search.add_parser("rebuild", help="重建索引", description="按数据库重建搜索索引")
    rebuild.set_defaults(run=run_rebuild)
    verify = of_search.add_parser(
        "verify", help="核对索引", description="逐条核对搜索索引与数据库是否一致"
    )
    verify.add_argument("--mend", action="store_true", help="补上缺少的，删去多余的")
    verify.set_defaults(run=run_verify)


def run_rebuild(_: argparse.Namespace) -> int:
    """``zwgk search rebuild``."""
    import django

    django.setup()
    from django.db import transaction
    from tqdm import tqdm

    from zwgk.library import searching
    from zwgk.library.models import Publication

    total = Publication.objects.filter(withdrawn_at__isnull=True).count()

    def progress(rows: Any) -> Any:
        return tqdm(rows, total=total, desc="建立索引", unit="篇", disable=None)

    with transaction.atomic():
        count = searching.rebuild(progress)
    print(f"索引已重建，共 {count} 篇。")
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """``zwgk search verify``: exit code 1 while the index differs from the database."""
    import django

    django.setup()
    from django.db import transaction

    from zwgk.library import searching

    with transaction.atomic():
        wrong, strange = searching.verify()
        if not wrong and not strange:
            print("索引与数据库一致。")
            return 0
        print(f"索引缺少或者过时 {len(wrong)} 篇，多余 {len(strange)} 篇。")
        if not arguments.mend:
            print("请运行 zwgk search verify --mend 修正。")
            return 1
        searching.mend(wrong, strange)
    print("已修正。")
    return 0
