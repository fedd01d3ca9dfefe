"""MinHash LSH by datasketch or rensa on the texts of similarity.py; run by it, prints JSON.

Usage: _minhash.py datasketch|rensa SIZE SEED QUERIES. 128 permutations of character 5-grams (digits
made one, punctuation dropped), 42 bands of 3: of the bandings tried in advance the one that finds
most; what shares a band is ranked by the estimated Jaccard similarity.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from questions import CLAIM, RATIOS, planted, strangers
from sentences import corpus

PERMUTATIONS, BANDS, ROWS, GRAM = 128, 42, 3, 5


def shingles(text: str) -> list[str]:
    plain = re.sub(r"\d+", "0", re.sub(r"\W", "", text))
    return list({plain[at : at + GRAM] for at in range(len(plain) - GRAM + 1)})


class Datasketch:
    def __init__(self) -> None:
        from datasketch import MinHashLSH

        self._lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
        self._kept: dict[int, Any] = {}

    def minhash(self, text: str) -> Any:
        from datasketch import MinHash

        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([one.encode() for one in shingles(text)])
        return made

    def add(self, number: int, made: Any) -> None:
        self._kept[number] = made
        self._lsh.insert(number, made, check_duplication=False)

    def ask(self, made: Any) -> list[tuple[float, int]]:
        return sorted(
            ((made.jaccard(self._kept[n]), n) for n in self._lsh.query(made)), reverse=True
        )


class Rensa:
    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._lsh = RMinHashLSH(threshold=0.3, num_perm=BANDS * ROWS, num_bands=BANDS)
        self._kept: dict[int, Any] = {}

    def minhash(self, text: str) -> Any:
        from rensa import RMinHash

        made = RMinHash(num_perm=BANDS * ROWS, seed=42)
        made.update(shingles(text))
        return made

    def add(self, number: int, made: Any) -> None:
        self._kept[number] = made
        self._lsh.insert(number, made)

    def ask(self, made: Any) -> list[tuple[float, int]]:
        return sorted(
            ((made.jaccard(self._kept[n]), n) for n in self._lsh.query(made)), reverse=True
        )


def resident() -> int:
    """Bytes of memory this process holds."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()


def main() -> None:
    name, size, seed, queries = sys.argv[1], *map(int, sys.argv[2:5])
    base = resident()
    index: Any = Datasketch() if name == "datasketch" else Rensa()
    began = time.perf_counter()
    for number, one in enumerate(corpus(seed, size)):
        index.add(number, index.minhash(one.text))
    result: dict[str, Any] = {
        "build_seconds": round(time.perf_counter() - began, 1),
        "megabytes": round((resident() - base) / 1e6),
    }
    times: list[float] = []

    def ask(texts: Iterator[str]) -> Iterator[list[tuple[float, int]]]:
        for text in texts:
            start = time.perf_counter()
            found = index.ask(index.minhash(text))
            times.append(time.perf_counter() - start)
            yield found

    for ratio in RATIOS:
        pairs = list(planted(seed, size, queries, ratio))
        answers = ask(copy.text for _, copy in pairs)
        first = sum(
            bool(found) and f"t{found[0][1]}" == source.key
            for (source, _), found in zip(pairs, answers, strict=True)
        )
        result[f"copied_{ratio:.0%}"] = {"first": round(first / queries, 4)}
    highest = [max(found)[0] if found else 0.0 for found in
               ask(one.text for one in strangers(seed, size, queries))]  # fmt: skip
    times.sort()
    result["strangers"] = {
        "charged": sum(value >= CLAIM for value in highest) / queries,
        "max_jaccard": round(max(highest), 3),
    }
    result["query_ms"] = {
        "p50": round(times[len(times) // 2] * 1000, 2),
        "p95": round(times[len(times) * 95 // 100] * 1000, 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
