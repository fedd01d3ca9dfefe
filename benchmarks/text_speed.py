"""Documents a second of figures + facts + check on one core, beside general libraries for Chinese.

The rivals (rivals.txt) are those on PyPI that read numbers or times out of running Chinese text:
Microsoft's recognizers (the maintained ``ms-`` fork: numbers, percentages, days), jionlp (days),
cn2an, wetext and chinese2digits (Chinese numerals to digits, then one regular expression). Each
reads the texts of marked/ in a process of its own with one thread, warmed up, by processor time.
None tells what a number counts or how exact it is, so quality is compared on what they have: the
distinct values of a text against those of its marked figures, and the days of its activity by
month and day. Marks whose words hold no number (全部答复) are asked of nobody. Prints JSON and a
table.

``start``: median wall seconds of a whole process, ours ``zwgk extract FILE`` (target < 1 s), theirs
importing the library and reading the same text.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marks import Marked
from rivals import python_with_rivals
from text_quality import ROOT as MARKED
from text_quality import Result, score_figures, sets

from zwgk.text.figures import figures

ROOT = Path(__file__).resolve().parent.parent
CHILD = ROOT / "benchmarks" / "_quantities.py"
DOES = {
    "zwgk": "figures, facts, check",
    "recognizers": "numbers, days",
    "jionlp": "days",
    "cn2an": "numbers",
    "wetext": "numbers",
    "chinese2digits": "numbers",
}
NUMBERS = ("recognizers", "cn2an", "wetext", "chinese2digits")
DAYS = ("recognizers", "jionlp")
START_RUNS, START_TARGET = 7, 1.0
_HAS_NUMBER = re.compile(r"[\d〇零一二两三四五六七八九十百千万]")
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def command(name: str, seconds: float, cap: float) -> list[str]:
    """The child that reads with ``name``; the rivals' interpreter has nothing of ours."""
    python = sys.executable if name == "zwgk" else str(python_with_rivals())
    return [python, str(CHILD), name, str(seconds), str(cap)]


def child(name: str, texts: list[str], seconds: float, cap: float) -> dict[str, Any]:
    done = subprocess.run(
        command(name, seconds, cap), input=json.dumps(texts), capture_output=True, text=True,
        env=os.environ | _ONE_THREAD | ({"PYTHONPATH": str(ROOT)} if name == "zwgk" else {}),
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    sys.stderr.writelines(line for line in done.stderr.splitlines(True) if "without" in line)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])  # some greet on standard out
    return result


def days_of(marked: Marked) -> set[str]:
    """Month and day of every marked day, of a period both its ends."""
    return {day[-5:] for written in marked.dates for day in written.split("/")}


def quality(name: str, texts: list[Marked], answers: Iterable[Any]) -> dict[str, Any]:
    """Values and days against the marks; None for what a library does not read."""
    asked = found = given = right = days = days_found = 0
    for marked, (values, told) in zip(texts, answers, strict=True):
        all_values = {figure.value for figure in marked.figures}
        gold = {f.value for f in marked.figures if _HAS_NUMBER.search(f.text)}
        mine = set(values or [])
        asked += len(gold)
        found += len(gold & mine)
        given += len(mine)
        right += len(mine & all_values)
        days += len(days_of(marked))
        days_found += len(days_of(marked) & set(told or []))
    numbers, times = name in ("zwgk", *NUMBERS), name in ("zwgk", *DAYS)
    precision, recall = right / max(given, 1), found / max(asked, 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "value_precision": round(precision, 4) if numbers else None,
        "value_recall": round(recall, 4) if numbers else None,
        "value_f1": round(f1, 4) if numbers else None,
        "day_recall": round(days_found / max(days, 1), 4) if times else None,
    }


def measure(name: str, texts: list[Marked], seconds: float, cap: float) -> dict[str, Any]:
    """Speed and quality of one reader."""
    told = child(name, [marked.text for marked in texts], seconds, cap)
    return {
        "does": DOES[name],
        "docs_per_second": round(told["documents"] / told["seconds"], 1),
        "ms_a_document": round(told["seconds"] / told["documents"] * 1000, 3),
        "failed": told["failed"],
        "import_seconds": told["import_seconds"],
        **quality(name, texts, told["answers"]),
    }


def start(names: Iterable[str], text: str) -> dict[str, float]:
    """Median wall seconds from nothing to the first answer, all taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.txt"
        path.write_text(text, encoding="utf-8")
        extract = [str(Path(sys.executable).with_name("zwgk")), "extract", str(path)]
        for _ in range(START_RUNS):
            for name, times in taken.items():
                began = time.perf_counter()
                if name == "zwgk":
                    subprocess.run(extract, check=True, capture_output=True)
                else:
                    child(name, [text], 0, 0)
                times.append(time.perf_counter() - began)
    return {name: round(statistics.median(times), 3) for name, times in taken.items()}


def together(results: dict[str, dict[str, Any]], numbers: str, days: str) -> dict[str, Any]:
    """Two libraries one after the other, to have both numbers and days."""
    names = {numbers: None, days: None}
    milliseconds = sum(results[name]["ms_a_document"] for name in names)
    return {
        "libraries": list(names),
        "docs_per_second": round(1000 / milliseconds, 1),
        "zwgk_is_times_as_fast": round(milliseconds / results["zwgk"]["ms_a_document"], 2),
        "value_f1": results[numbers]["value_f1"],
        "day_recall": results[days]["day_recall"],
    }


def rivals_together(results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What reads both numbers and days: the best by quality, and the fastest."""

    def most(names: Iterable[str], key: str) -> str:
        return max(names, key=lambda name: float(results[name][key]))

    return {
        "strongest": together(results, most(NUMBERS, "value_f1"), most(DAYS, "day_recall")),
        "fastest": together(
            results, most(NUMBERS, "docs_per_second"), most(DAYS, "docs_per_second")
        ),
    }


def exactly(texts: list[Marked]) -> dict[str, Any]:
    """Our score on what nobody else gives: (kind, value, qualifier)."""
    result = Result()
    for marked in texts:
        score_figures(marked, figures(marked.text), result)
    return result.scores["figures"].report()


def table(results: dict[str, dict[str, Any]], pairs: dict[str, Any]) -> str:
    def number(value: float | None) -> str:
        return "–" if value is None else f"{value:.3f}"

    rows = [
        "| | reads | documents a second | ms | values P | values R | days R | start s |",
        "|" + "---|" * 8,
    ]
    for name, one in results.items():
        rates = " | ".join(
            number(one[key]) for key in ("value_precision", "value_recall", "day_recall")
        )
        rows.append(
            f"| {name} | {one['does']} | {one['docs_per_second']:,.0f} | {one['ms_a_document']:.2f}"
            f" | {rates} | {one['start_seconds']:.2f} |"
        )
    for which, pair in pairs.items():
        rows.append(
            f"{which} for both: {' + '.join(pair['libraries'])}, {pair['docs_per_second']:,.0f}"
            f" documents a second; zwgk is {pair['zwgk_is_times_as_fast']} times as fast"
        )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("open", "kept", "all"), default="all", dest="asked")
    parser.add_argument("--root", type=Path, default=MARKED, help="folder of marked texts")
    parser.add_argument("--seconds", type=float, default=2.0, help="of processor time, at least")
    parser.add_argument("--cap", type=float, default=30.0, help="of processor time, at most")
    options = parser.parse_args()
    texts = [one for part in sets(options.root.resolve(), options.asked).values() for one in part]
    results = {name: measure(name, texts, options.seconds, options.cap) for name in DOES}
    middle = sorted((marked.text for marked in texts), key=len)[len(texts) // 2]
    for name, seconds in start(DOES, middle).items():
        results[name]["start_seconds"] = seconds
    pairs = rivals_together(results)
    out = {
        "texts": len(texts),
        "characters_a_text": round(statistics.mean(len(marked.text) for marked in texts)),
        "results": results,
        "zwgk_kind_value_qualifier": exactly(texts),
        "rivals_together": pairs,
        "start_target_seconds": START_TARGET,
    }
    print(json.dumps(out, ensure_ascii=False, indent=2))
    print(table(results, pairs))


if __name__ == "__main__":
    main()
