"""错别字: what may have been meant where nothing was found, taken from titles that there are.

First titles that sound the same (正务公开), then titles that hold one half of the word and
differ from it in one character elsewhere (政务公升): an error spoils one half only. Two or three
questions to the index, so many titles at most, whatever was typed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from rapidfuzz.distance import Levenshtein

from zwgk.search.question import Match, Phrase, Wording, literal, read_phrase
from zwgk.search.ranking import Found, Row
from zwgk.search.sound import spelled, syllables_of
from zwgk.search.terms import is_cjk, runs

_TITLES: Final = 100
_LONGEST: Final = 12  # characters of a word that is corrected


class Titles(Protocol):
    """What is asked of an index."""

    def newest(self, match: Match, limit: int) -> Found: ...
    def rows(self, ids: Sequence[int | str]) -> Iterable[Row]: ...


def better(index: Titles, match: Match) -> tuple[str, Match] | None:
    """The question with its mistaken parts put right, and as it is asked then."""
    phrases: list[Phrase] = []
    for phrase in match.phrases:
        if index.newest(Match((phrase,)), 1).ids:
            phrases.append(phrase)
            continue
        found = runs(phrase.asked)
        meant = _meant(index, found[0]) if len(found) == 1 and is_cjk(found[0]) else None
        corrected = read_phrase(meant, ()) if meant else None
        if corrected is None:
            return None
        phrases.append(corrected)
    text = " ".join(f'"{one.asked}"' if " " in one.asked else one.asked for one in phrases)
    changed = replace(match, phrases=tuple(phrases))
    return None if changed == match or not index.newest(changed, 1).ids else (text, changed)


def _meant(index: Titles, word: str) -> str | None:
    if not 2 <= len(word) <= _LONGEST:
        return None
    return _homophone(index, word) or (_edited(index, word) if len(word) > 2 else None)


def _titles(index: Titles, wording: Wording) -> list[str]:
    """The Chinese runs of titles that meet a wording."""
    ids = index.newest(Match((Phrase("", (wording,)),), title=True), _TITLES).ids
    rows = sorted(index.rows(ids), key=lambda row: -row.place)
    return [run for row in rows for run in row.head.split() if is_cjk(run)]


def _homophone(index: Titles, word: str) -> str | None:
    syllables = syllables_of(word)
    if not syllables:
        return None
    form, size = spelled(syllables), len(word)
    found: Counter[str] = Counter()
    for run in _titles(index, Wording(f" {form} ", tuple(form.split()), sound=True)):
        sound = syllables_of(run)
        for at in range(len(sound) - size + 1):
            if sound[at : at + size] == syllables:
                found[run[at : at + size]] += 1
    return found.most_common(1)[0][0] if found else None


def _edited(index: Titles, word: str) -> str | None:
    half = (len(word) + 1) // 2
    found: Counter[tuple[int, str]] = Counter()
    for part in (word[:half], word[-half:]):
        for run in _titles(index, literal([part])):
            for preferred, size in enumerate((len(word), len(word) + 1, len(word) - 1)):
                for at in range(len(run) - size + 1):
                    other = run[at : at + size]
                    if Levenshtein.distance(word, other, score_cutoff=1) == 1:
                        found[preferred, other] += 1
    best = min(found.items(), key=lambda one: (one[0][0], -one[1]), default=None)
    return best[0][1] if best else None
