"""Numbers and days by one library on the texts of text_speed.py; run by it, prints JSON last.

Usage: _quantities.py NAME SECONDS CAP < JSON list of texts. A pass that warms up and whose answers
are kept, then passes until SECONDS of processor time are spent, CAP at most even within a pass;
with SECONDS 0 the first text only: a cold start. Nothing of zwgk is imported but for NAME zwgk.

No general library tells a figure from a date: ``plausible`` drops for them what ten lines of a
programmer would (years, clock times, 第N届, telephone numbers), so that their precision is what
they could be brought to, not what they print. The recognizers' days and wetext get one sentence
at a time, since they were made for an utterance: given a whole text, the one finds half of the
days (0.48 of those marked, not 0.83) and the other needs half as much time again.
"""

import contextlib
import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

Value = int | float
Read = Callable[[str], tuple[list[Value] | None, list[str] | None]]  # values, days as 05-15

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:\s*([亿万千百]))?")
_TIMES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "": 1}
_NOT_BEFORE = re.compile(r"(?:第|[\d\-—][.．·•・:：/-]|[〔\[【])\s*$")
_NOT_AFTER = re.compile(r"\s*(?:[年月日号时点分届〕\]】]|[.．·•・:：/-]\s*\d|[xX×]|$)")
_SENTENCE = re.compile(r"[^。；\n]+[。；\n]*")
_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)")
_REFERENCE = datetime(2018, 5, 20)


def plausible(text: str, start: int, end: int) -> bool:
    """Whether a number at this place may be a figure at all."""
    digits = sum(char.isdigit() for char in text[start:end])
    before, after = text[max(0, start - 3) : start], text[end : end + 4]
    return digits < 7 and not _NOT_BEFORE.search(before) and not _NOT_AFTER.match(after)


def arabic(text: str) -> list[Value]:
    """The plausible numbers of a text whose Chinese ones a library has turned into digits."""
    return [
        round(float(match[1].replace(",", "")) * _TIMES[match[2] or ""], 6)
        for match in _NUMBER.finditer(text)
        if plausible(text, *match.span())
    ]


def zwgk() -> Read:
    from zwgk.text.facts import facts
    from zwgk.text.figures import figures

    try:
        from zwgk.text.check import check
    except ImportError as error:
        sys.stderr.write(f"without check: {error}\n")
        check = None  # type: ignore[assignment]

    def read(text: str) -> tuple[list[Value], list[str]]:
        numbers, told = figures(text), facts(text)
        if check is not None:
            check(text, figures=numbers, facts=told)
        done = [figure.value for figure in numbers.found if figure.stage == "done"]
        return done, [f"{d.month:02}-{d.day:02}" for day in told.dates for d in (day, day.until)
                      if d is not None]  # fmt: skip

    return read


def recognizers() -> Read:
    from ms_recognizers_date_time import recognize_datetime
    from ms_recognizers_number import Culture, recognize_number, recognize_percentage

    def days(sentence: str) -> Iterator[str]:
        for found in recognize_datetime(sentence, Culture.Chinese, reference=_REFERENCE):
            for value in (found.resolution or {}).get("values", ()):
                yield from _DAY.findall(value.get("timex", ""))

    def read(text: str) -> tuple[list[Value], list[str]]:
        values: list[Value] = [
            float(str(number.resolution["value"]).rstrip("%"))
            for recognize in (recognize_number, recognize_percentage)
            for number in recognize(text, Culture.Chinese)
            if number.resolution["value"] is not None
            and plausible(text, number.start, number.end + 1)
        ]
        return values, [day for sentence in _SENTENCE.findall(text) for day in days(sentence)]

    return read


def jionlp() -> Read:
    import jionlp

    def read(text: str) -> tuple[None, list[str]]:
        found = jionlp.ner.extract_time(text, time_base=_REFERENCE.timestamp(), with_parsing=True)
        return None, [day for one in found for day in _DAY.findall(str(one["detail"]["time"]))]

    return read


def cn2an() -> Read:
    import cn2an

    return lambda text: (arabic(cn2an.transform(text, "cn2an")), None)


def wetext() -> Read:
    from wetext import Normalizer

    normalizer = Normalizer(lang="zh", operator="itn")
    return lambda text: (arabic("".join(map(normalizer.normalize, _SENTENCE.findall(text)))), None)


def chinese2digits() -> Read:
    from chinese2digits import takeNumberFromString

    def places(text: str) -> Iterator[tuple[Value, int, int]]:
        answer, at = takeNumberFromString(text), 0
        for words, digits in zip(answer["CHNumberStringList"], answer["digitsStringList"],
                                 strict=True):  # fmt: skip
            start = text.find(words, at)
            at = start + len(words) if start >= 0 else at
            rate = 100 if re.search(r"^百分之|[%％]$", words) else 1
            yield abs(round(float(digits) * rate, 6)), start, at

    return lambda text: (
        [value for value, start, end in places(text) if start >= 0 and plausible(text, start, end)],
        None,
    )


READERS: dict[str, Callable[[], Read]] = {
    reader.__name__: reader for reader in (zwgk, recognizers, jionlp, cn2an, wetext, chinese2digits)
}


def answers(read: Read, texts: list[str]) -> tuple[list[Any], int]:
    """What a library says of each text; one that fails on a text has found nothing in it."""
    given, failed = [], 0
    for text in texts:
        try:
            given.append(read(text))
        except Exception as error:
            sys.stderr.write(f"{error!r}\n")
            failed += 1
            given.append(([], []))
    return given, failed


def spent(read: Read, texts: list[str], seconds: float, cap: float) -> tuple[int, float]:
    """Texts read and the processor time they took."""
    count, began = 0, time.process_time()
    while (used := time.process_time() - began) < seconds:
        for text in texts:
            with contextlib.suppress(Exception):
                read(text)
            count += 1
            if time.process_time() - began > cap:
                break
    return count, used


def main() -> None:
    name, seconds, cap = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)  # a library that logs its own faults pays for it elsewhere
    texts: list[str] = json.load(sys.stdin)
    began = time.perf_counter()
    read = READERS[name]()
    result: dict[str, Any] = {"import_seconds": round(time.perf_counter() - began, 3)}
    if seconds:
        given, failed = answers(read, texts)
        count, used = spent(read, texts, seconds, cap)
        result |= {"answers": given, "failed": failed, "documents": count, "seconds": used}
    else:
        read(texts[0])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
