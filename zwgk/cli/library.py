"""``zwgk library import``: files into a unit's library, with progress; resumable on the page."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zwgk.cli.errors import Refused

if TYPE_CHECKING:
    from zwgk.core.actor import Actor
    from zwgk.library.models import Collection, ImportBatch

_NAME = "命令行"
_LARGEST = 200 * 1024 * 1024  # what is read into memory at once


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's words."""
    library = verbs.add_parser("library", help="总结库", description="总结库")
    of_library = library.add_subparsers(title="命令", required=True, metavar="命令")
    words = of_library.add_parser(
        "import", help="导入总结", description="把文件、文件夹、压缩包中的总结导入单位的总结库"
    )
    words.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹")
    words.add_argument("--unit", required=True, metavar="单位代码", help="如 demo-town")
    words.add_argument("--name", default="", metavar="批次名称", help="默认为导入日期")
    words.add_argument("--collection", metavar="栏目编号", help="公开到哪个栏目")
    words.set_defaults(run=bring_in)


def bring_in(arguments: argparse.Namespace) -> int:
    """Import and work through everything; exit code 1 when a file could not be imported."""
    import django

    django.setup()
    from zwgk.core.errors import DomainError
    from zwgk.library import imports

    actor = _actor(arguments.unit)
    try:
        batch = imports.start(
            _files(arguments.paths), name=arguments.name, by=actor,
            collection=_collection(arguments.collection),
        )  # fmt: skip
    except DomainError as error:
        raise Refused(error.message) from error
    return _work(batch, actor)


def _actor(code: str) -> "Actor":
    from zwgk.core.actor import Actor, Permission
    from zwgk.units.models import Unit

    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Refused(f"没有代码为 {code} 的单位。")
    return Actor(0, _NAME, unit.pk, unit.path, unit.name, frozenset({Permission.EDIT}))


def _collection(slug: str | None) -> "Collection | None":
    from zwgk.library.models import Collection

    if slug is None:
        return None
    found = Collection.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(f"没有编号为 {slug} 的栏目。")
    return found


def _files(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if not path.exists():
            raise Refused(f"{path} 不存在，请检查路径。")
        for file in _below(path):
            name = str(file.relative_to(path.parent)) if path.is_dir() else file.name
            try:
                if file.stat().st_size > _LARGEST:
                    raise Refused(f"{file} 超过 200 MB，请分成几个压缩包后再导入。")
                yield name, file.read_bytes()
            except OSError as error:
                raise Refused(f"无法读取 {file}：{error.strerror}。") from error


def _below(path: Path) -> Iterator[Path]:
    """The file, or the files of the folder by name; hidden ones and links are passed over."""
    if path.is_file():
        yield path
        return
    for place, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith((".", "~$")) and file.is_file() and not file.is_symlink():
                yield file


def _work(batch: "ImportBatch", actor: "Actor") -> int:
    from tqdm import tqdm

    from zwgk.library import imports
    from zwgk.library.models import ImportFile, Sample

    total = imports.progress(batch).all
    with tqdm(total=total, unit="个", desc="导入", file=sys.stderr, disable=None) as bar:
        while True:
            now = imports.step(batch, by=actor, seconds=0)
            bar.update(now.done - bar.n)
            if not now.waiting:
                break
    for row in batch.files.filter(state=ImportFile.State.FAILED):
        print(f"zwgk：{row.message}", file=sys.stderr)
    samples = Sample.objects.filter(file__batch=batch)
    repeats = samples.exclude(likeness="").count()
    print(
        f"共 {now.all} 个文件：导入 {now.read} 个，重复 {now.repeated} 个，"
        f"未能导入 {now.failed} 个；"
        f"得到总结 {samples.count()} 篇，其中重复或近似 {repeats} 篇。"
    )
    return 1 if now.failed else 0
