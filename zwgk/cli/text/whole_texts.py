"""mask and read: the whole text of each file."""

import argparse
import sys
from typing import Any

from zwgk.cli.text.contract import masked_json
from zwgk.cli.text.output import emit
from zwgk.cli.text.source import Reader, words


def mask_files(arguments: argparse.Namespace) -> int:
    """``zwgk mask``: the masked text; with --strict exit status 1 while something is unsure."""
    from zwgk.text.mask import mask

    reader = Reader(arguments)
    roster, places, keep = words(arguments.roster), words(arguments.places), words(arguments.keep)
    unsure = 0
    documents: list[dict[str, Any]] = []
    for piece in reader.files(arguments.paths):
        found = mask(piece.text, roster=roster, places=places, keep=keep, strict=arguments.strict)
        unsure += len(found.unsure)
        document = {"source": piece.name, **masked_json(found)}
        if arguments.form == "jsonl":
            emit("jsonl", [document])
        else:
            documents.append(document)
    if arguments.form == "json":
        emit("json", documents)
    elif arguments.form == "table":
        _print_masked(documents)
    return 1 if reader.failed or (arguments.strict and unsure) else 0


def _print_masked(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        if len(documents) > 1:
            print(f"===== {document['source']} =====")
        print(document["masked"], end="")
        for doubt in document["unsure"]:
            print(f"待确认：{doubt['text']}（{doubt['reason']}）", file=sys.stderr)


def read_files(arguments: argparse.Namespace) -> int:
    """``zwgk read``: the text of each file."""
    reader = Reader(arguments)
    for piece in reader.files(arguments.paths):
        if arguments.form == "table":
            if len(arguments.paths) > 1 or arguments.paths[0].is_dir():
                print(f"===== {piece.name} =====")
            print(piece.text, end="")
            for warning in piece.warnings:
                print(f"zwgk：“{piece.name}”{warning}", file=sys.stderr)
        else:
            emit(
                "jsonl",
                [{"source": piece.name, "text": piece.text, "warnings": list(piece.warnings)}],
            )
    return 1 if reader.failed else 0
