"""How well ``zwgk.text`` reads the marked texts: precision and recall, and every miss.

Figures are compared as (kind, value, qualifier), distinct in a text, and once more mark by mark
with overlapping spans. Names count as masked when nothing of them is left at their marked places.
``--set open|kept|all`` chooses the texts, ``--root DIR`` other ones in the same format; misses of
``kept/`` are shown only with ``--misses``, since the author of the rules must not see them.
``--lint`` checks the marking instead.
"""

import argparse
import importlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from marks import Marked, MarkedName, read_file

from zwgk.text.model import Facts, Figures, Masked

ROOT = Path(__file__).resolve().parent / "marked"
CONTEXT = 20
MEASURES = (
    "figures",
    "figure spans",
    "persons masked",
    "places masked",
    "dates",
    "edition",
    "theme",
)
# What may stay of a place or organisation: the word for what it is, which tells nobody where.
_GENERIC = re.compile(
    r"(?:[一-龥]{1,3}族)*(?:特别行政区|自治[区州县旗]|高新|经济|技术|开发区|示范区|新区|园区|街道(?:办事处)?|"
    r"居委会|村委会|社区|嘎查|苏木|[省市州盟县区旗镇乡村屯组]|有限|责任|股份|集团|公司|医院|卫生院|学校|"
    r"大学|学院|中学|小学|幼儿园|[厂店社])*"
)


@dataclass(frozen=True, slots=True)
class Miss:
    """Something expected and not found (``missed``), or found and not expected (``false``)."""

    measure: str
    fault: str
    file: str
    expected: str
    found: str
    context: str


@dataclass(slots=True)
class Score:
    """Right answers among the expected ones and among the given ones."""

    expected: int = 0
    recalled: int = 0
    given: int = 0
    right: int = 0

    def report(self) -> dict[str, int | float | None]:
        """Counts with both rates; None where nothing was expected or given."""
        precision = round(self.right / self.given, 4) if self.given else None
        recall = round(self.recalled / self.expected, 4) if self.expected else None
        return {**asdict(self), "precision": precision, "recall": recall}


@dataclass(slots=True)
class Result:
    """The score of one set of texts."""

    documents: int = 0
    failed: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    misses: list[Miss] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)

    def expect(self, measure: str, hit: bool, kind: str = "") -> None:
        for score in self._scores(measure, kind):
            score.expected += 1
            score.recalled += hit

    def give(self, measure: str, right: bool, kind: str = "") -> None:
        for score in self._scores(measure, kind):
            score.given += 1
            score.right += right

    def _scores(self, measure: str, kind: str) -> list[Score]:
        return [self.scores[measure], *([self.kinds[kind]] if kind else [])]

    def json(self, with_misses: bool) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "documents": self.documents,
            "exceptions": self.failed,
            "scores": {name: self.scores[name].report() for name in MEASURES},
            "figures_by_kind": {kind: self.kinds[kind].report() for kind in sorted(self.kinds)},
            "not_there": self.absent,
            "misses": [asdict(miss) for miss in self.misses] if with_misses else None,
        }


def around(text: str, start: int, end: int) -> str:
    """The place with 20 characters on either side, on one line."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{before}⟦{text[start:end]}⟧{after}".replace("\n", "⏎")


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def written(triple: tuple[str, int | float, str]) -> str:
    return " ".join(str(part) for part in triple)


def score_figures(marked: Marked, answer: Any, result: Result) -> None:
    """Distinct triples of the text, then each mark against each mention of the same triple."""
    # What `zwgk extract` lists: neither only printed things nor the whole area's figures.
    found = [f for f in answer.found if f.stage == "done" and f.scope != "area"]
    triples = [(figure.kind, figure.value, str(figure.qualifier)) for figure in found]
    gold = {figure.triple: figure for figure in marked.figures}
    for triple, figure in gold.items():
        result.expect("figures", triple in triples, triple[0])
        if triple not in triples:
            at = (figure.start, figure.end)
            near = [t for f, t in zip(found, triples, strict=True) if overlap((f.start, f.end), at)]
            result.misses.append(
                Miss("figures", "missed", marked.name, written(triple),
                     " / ".join(map(written, near)), around(marked.text, *at))
            )  # fmt: skip
    for triple, figure in dict(zip(triples, found, strict=True)).items():
        result.give("figures", triple in gold, triple[0])
        if triple not in gold:
            at = (figure.start, figure.end)
            near = [g.triple for g in marked.figures if overlap((g.start, g.end), at)]
            result.misses.append(
                Miss("figures", "false", marked.name, " / ".join(map(written, near)),
                     written(triple), around(marked.text, *at))
            )  # fmt: skip
    _score_spans(marked, list(zip(triples, found, strict=True)), result)


def _score_spans(marked: Marked, found: list[tuple[Any, Any]], result: Result) -> None:
    mentions = {
        (triple, place.start, place.end)
        for triple, figure in found
        for place in (figure, *figure.mentions)
    }
    marks = [(figure.triple, figure.start, figure.end) for figure in marked.figures]
    for mark in marks:
        result.expect("figure spans", any(_same_place(mark, other) for other in mentions))
    for mention in mentions:
        result.give("figure spans", any(_same_place(mention, other) for other in marks))


def _same_place(one: tuple[Any, int, int], other: tuple[Any, int, int]) -> bool:
    return one[0] == other[0] and overlap(one[1:], other[1:])


def left_over(name: MarkedName, replaced: Iterable[Any]) -> str:
    """The characters of a marked name that no replacement covers."""
    inside = [r for r in replaced if overlap((r.start, r.end), (name.start, name.end))]
    return "".join(
        char
        for at, char in enumerate(name.text, name.start)
        if not char.isspace() and not any(r.start <= at < r.end for r in inside)
    )


def score_masks(marked: Marked, answer: Any, result: Result) -> None:
    """Names still readable at a marked place, and replacements where nothing is marked."""
    classes = {
        "person": "persons masked",
        "place": "places masked",
        "organisation": "places masked",
    }
    shown: dict[tuple[str, str], MarkedName | None] = {}
    for name in marked.names:
        left = left_over(name, answer.replacements)
        hidden = not left if name.kind == "person" else bool(_GENERIC.fullmatch(left))
        hidden = hidden and left != re.sub(r"\s", "", name.text)
        key = (classes[name.kind], name.text)
        shown[key] = shown.get(key) or (None if hidden else name)
    for (measure, words), place in shown.items():
        result.expect(measure, place is None)
        if place is not None:
            left = left_over(place, answer.replacements)
            result.misses.append(Miss(measure, "missed", marked.name, words, f"left: {left}",
                                      around(marked.text, place.start, place.end)))  # fmt: skip
    for replaced in answer.replacements:
        if (kind := str(replaced.kind)) not in classes:
            continue
        at = (replaced.start, replaced.end)
        near = [name for name in marked.names if overlap((name.start, name.end), at)]
        right = any(classes[name.kind] == classes[kind] for name in near)
        result.give(classes[kind], right)
        if not right:
            result.misses.append(Miss(
                classes[kind], "false", marked.name, " / ".join(f"{n.kind} {n.text}" for n in near),
                f"{kind} {replaced.original} → {replaced.mask}", around(marked.text, *at),
            ))  # fmt: skip


def bare(theme: str | None) -> str | None:
    """A theme without what only the keyboard decides: quotation marks, spaces, wide commas."""
    return re.sub(r"[\s“”\"'‘’「」『』《》]", "", theme).replace(",", "，") if theme else None


def score_facts(marked: Marked, answer: Any, result: Result) -> None:
    """Dates as a set, edition and theme as one value each."""
    days = {day.iso: (day.start, day.end) for day in answer.dates}
    editions = {str(edition): (m.start, m.end) for edition, m in answer.editions}
    themes = {bare(m.text): (m.start, m.end) for m in answer.themes}
    one = {marked.edition and str(marked.edition)}, {answer.edition and str(answer.edition)}
    compare = (
        ("dates", set(marked.dates), set(days), days),
        ("edition", *one, editions),
        ("theme", {bare(marked.theme)}, {bare(answer.theme)}, themes),
    )
    for measure, gold_set, given_set, places in compare:
        gold, given = gold_set - {None}, given_set - {None}
        for value in sorted(gold, key=str):
            result.expect(measure, value in given)
        for value in sorted(given, key=str):
            result.give(measure, value in gold)
        wrong = sorted(given - gold, key=str)
        if gold - given or wrong:
            at = next((places[v] for v in wrong if v in places), None)
            result.misses.append(Miss(
                measure, "missed" if gold - given else "false", marked.name,
                ", ".join(sorted(map(str, gold))), ", ".join(sorted(map(str, given))),
                around(marked.text, *at) if at else marked.text[: 2 * CONTEXT].replace("\n", "⏎"),
            ))  # fmt: skip


# What is measured: the part, how it is scored, its lines in the table, its answer "nothing found".
PARTS: tuple[tuple[str, Callable[[Marked, Any, Result], None], tuple[str, ...], Any], ...] = (
    ("figures", score_figures, ("figures", "figure spans"), Figures()),
    ("facts", score_facts, ("dates", "edition", "theme"), Facts()),
    ("mask", score_masks, ("persons masked", "places masked"), Masked("")),
)


def engine(name: str) -> Callable[[str], Any] | str:
    """``zwgk.text.NAME.NAME``, or why it cannot be called."""
    try:
        return getattr(importlib.import_module(f"zwgk.text.{name}"), name)  # type: ignore[no-any-return]
    except ModuleNotFoundError as error:
        own = (error.name or "").startswith("zwgk.text")
        return "not there yet" if own else f"needs {error.name}"
    except (ImportError, AttributeError, SyntaxError) as error:
        return f"not there yet: {error}"


def measure(texts: list[Marked]) -> Result:
    """The score of these texts; a part that fails on a text has found nothing in it."""
    result = Result(documents=len(texts))
    for name, score, measures, nothing in PARTS:
        call = engine(name)
        if isinstance(call, str):
            result.absent |= dict.fromkeys(measures, call)
            continue
        for marked in texts:
            try:
                answer = call(marked.text)
            except Exception as error:  # a benchmark names the text it failed on and goes on
                result.failed += 1
                result.misses.append(Miss(name, "exception", marked.name, "", repr(error), ""))
                answer = nothing
            score(marked, answer, result)
    return result


def rate(value: int | float | None) -> str:
    return "     –" if value is None else f"{value:6.3f}"


def table(name: str, result: Result) -> None:
    print(f"\n{name}: {result.documents} texts, {result.failed} exceptions")
    print(f"  {'':24}precision  recall   right/given  found/expected")
    rows = [(measure, result.scores[measure]) for measure in MEASURES]
    rows += [(f"  {kind}", result.kinds[kind]) for kind in sorted(result.kinds)]
    for measure_name, score in rows:
        report = score.report()
        print(
            f"  {measure_name:24}   {rate(report['precision'])}  {rate(report['recall'])}"
            f"   {score.right:5}/{score.given:<5}  {score.recalled:5}/{score.expected:<5}"
            f" {result.absent.get(measure_name, '')}"
        )


def print_misses(result: Result) -> None:
    for miss in sorted(result.misses, key=lambda miss: (miss.measure, miss.file)):
        print(
            f"  {miss.measure:14} {miss.fault:6} {miss.file}  expected [{miss.expected}]"
            f"  found [{miss.found}]\n      {miss.context}"
        )


def sets(root: Path, asked: str) -> dict[str, list[Marked]]:
    """The texts by set; a folder without ``open/`` and ``kept/`` is one set."""
    parts = [root / name for name in ("open", "kept") if (root / name).is_dir()]
    if not parts:
        return {root.name: [read_file(path) for path in sorted(root.glob("*.txt"))]}
    return {
        part.name: [read_file(path) for path in sorted(part.glob("*.txt"))]
        for part in parts
        if asked in ("all", part.name)
    }


def lint(texts: dict[str, list[Marked]]) -> None:
    """Every fault of the marking, then what each set holds."""
    for name, documents in texts.items():
        for marked in documents:
            for fault in marked.faults:
                print(f"{name}/{marked.name}: {fault}")
        kinds = Counter(figure.kind for marked in documents for figure in marked.figures)
        names = Counter(entry.kind for marked in documents for entry in marked.names)
        print(
            f"{name}: {len(documents)} texts, {sum(kinds.values())} figures in "
            f"{sum(bool(marked.figures) for marked in documents)} texts, names {dict(names)}, "
            f"editions {sum(m.edition is not None for m in documents)}, "
            f"dates {sum(len(m.dates) for m in documents)}, "
            f"themes {sum(m.theme is not None for m in documents)}\n  {dict(kinds.most_common())}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("open", "kept", "all"), default="all", dest="asked")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of marked texts")
    parser.add_argument("--misses", action="store_true", help="list those of kept/ as well")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lint", action="store_true", help="check the marking only")
    options = parser.parse_args()
    texts = sets(options.root.resolve(), options.asked)
    if options.lint:
        lint(texts)
        return
    out: dict[str, Any] = {}
    for name, documents in texts.items():
        if faults := sum(len(marked.faults) for marked in documents):
            print(f"{name}: {faults} faults of marking, see --lint", file=sys.stderr)
        result, shown = measure(documents), options.misses or name != "kept"
        out[name] = result.json(shown)
        if not options.json:
            table(name, result)
            if shown:
                print_misses(result)
    if options.json:
        print(json.dumps(out, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
