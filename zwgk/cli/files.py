"""Writing the file a command makes."""

import os
import sys
import tempfile
from pathlib import Path

from zwgk.cli.errors import Refused


def write(target: str, data: bytes) -> None:
    """Write the whole file or nothing of it; ``-`` is standard output."""
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Refused(
            f"无法写入 {target}：{error.strerror}。请检查文件夹是否存在、是否可写。"
        ) from error
