"""Invented summaries without end, made of the sentences in sentences.txt; the seed decides all.

About a quarter of a text's sentences are such as many write almost word for word; the others are
filled with subjects, offices, places and people drawn from lists. ``copied`` plants what is to be
found: sentences of one text in another, under another unit's name, with other numbers, here and
there another word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

YEARS = 10  # texts of each unit
_FIRST_YEAR = 2016
_PLAN = (("open", 1), ("organise", 5), ("publicity", 4), ("desk", 5), ("effect", 3),
         ("problem", 1), ("plan", 3))  # fmt: skip
_COMMON = 6
_HEADS = "东西南北上下前后大小青白红黄金银石松柳桃梅竹龙凤马鹿清双三五长永安平和兴太新古泉云"
_TAILS = "山河沟湾坪岭桥店家堡台庄坡洞塘溪泉峰林沙岗头口关营屯湖滩川源集寨原渡滨港甸田园"
_KINDS = ("镇", "乡", "街道办事处", "县财政局", "区民政局", "县教育局", "经济开发区管委会")

Part = tuple[tuple[str, ...], ...]  # alternatives, each literals and {slots} in turn
Template = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence's template with the words drawn for it, one list a part."""

    template: Template
    picks: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return "".join("".join(words) for words in self.words)


@dataclass(frozen=True, slots=True)
class Summary:
    """A text of the corpus."""

    key: str
    unit: str
    year: int
    sentences: tuple[Written, ...]

    @property
    def text(self) -> str:
        return "\n".join(map(str, self.sentences))


def _alternative(text: str) -> tuple[str, ...]:
    return tuple(token for token in re.split(r"(\{\w+\})", text) if token)


def _template(line: str) -> Template:
    return tuple(
        tuple(_alternative(choice) for choice in part.strip("[]").split("|"))
        for part in re.split(r"(\[[^\]]*\])", line)
        if part
    )


@cache
def _bank() -> tuple[dict[str, list[Template]], dict[str, list[str]]]:
    templates: dict[str, list[Template]] = {}
    lists: dict[str, list[str]] = {}
    name = ""
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name = line[1:]
        elif line.endswith("。"):
            templates.setdefault(name, []).append(_template(line))
        elif line and not line.startswith("#"):
            lists["{" + name + "}"] = line.split()
    return templates, lists


def _name(random: Random) -> str:
    return random.choice(_HEADS) + random.choice(_TAILS)


class _Pen:
    """Draws words for one text of one unit."""

    def __init__(self, random: Random, unit: str, year: int) -> None:
        self._random, self._lists = random, _bank()[1]
        itself = random.choice(("我镇", "我乡", "我局", "街道", "管委会", unit))
        self._own = {
            "{unit}": unit, "{year}": str(year), "{city}": unit[:2] + "市", "{self}": itself,
        }  # fmt: skip

    def word(self, token: str) -> str:
        if token[0] != "{":
            return token
        if token in self._own:
            return self._own[token]
        draw = self._random.random
        if token == "{n}":
            return str(int(10 ** (0.3 + 3.3 * draw())))
        if token == "{village}":
            return _name(self._random) + ("村" if draw() < 0.7 else "社区")
        words = self._lists[token]
        return words[int(draw() * len(words))]

    def write(self, template: Template) -> Written:
        draw = self._random.random
        picks = tuple(int(draw() * len(part)) for part in template)
        return Written(template, picks, tuple(
            tuple([self.word(token) for token in part[pick]])
            for part, pick in zip(template, picks, strict=True)
        ))  # fmt: skip

    def reword(self, sentence: Written, changes: float) -> Written:
        """Own names and other numbers; with the chance given, another choice of words."""
        picks = list(sentence.picks)
        free = [at for at, part in enumerate(sentence.template) if len(part) > 1]
        if free and self._random.random() < changes:
            at = self._random.choice(free)
            picks[at] = (picks[at] + 1) % len(sentence.template[at])
        renewed = {"{n}", *self._own}
        return Written(sentence.template, tuple(picks), tuple(
            tuple([
                self.word(token) if token in renewed or pick != old_pick else word
                for token, word in zip(
                    part[pick], words if pick == old_pick else part[pick], strict=True
                )
            ])
            for part, pick, old_pick, words in zip(
                sentence.template, picks, sentence.picks, sentence.words, strict=True
            )
        ))  # fmt: skip


def unit_of(seed: int, number: int) -> str:
    """The unit that wrote the text of this number."""
    random = Random(f"{seed} unit {number // YEARS}")
    return _name(random) + _name(random) + random.choice(_KINDS)


def summary(seed: int, number: int) -> Summary:
    """The text of this number."""
    random = Random(f"{seed} text {number}")
    unit, year = unit_of(seed, number), _FIRST_YEAR + number % YEARS
    pen, templates = _Pen(random, unit, year), _bank()[0]
    sentences = [
        pen.write(template)
        for section, count in _PLAN
        for template in random.sample(templates[section], count)
    ]
    for template in random.sample(templates["common"], _COMMON):
        sentences.insert(random.randrange(1, len(sentences) + 1), pen.write(template))
    return Summary(f"t{number}", unit, year, tuple(sentences))


def corpus(seed: int, size: int) -> Iterator[Summary]:
    """The texts 0 … size - 1."""
    return (summary(seed, number) for number in range(size))


def copied(seed: int, source: Summary, number: int, ratio: float, changes: float = 0.5) -> Summary:
    """A new text (numbers from the corpus's size on), so much of it copied, every other shuffled.

    Half of the copied sentences also have a word changed.
    """
    random = Random(f"{seed} copy {number}")
    own = summary(seed, number)
    pen = _Pen(random, own.unit, own.year)
    length = sum(len(str(sentence)) for sentence in own.sentences)
    taken: list[Written] = []
    for sentence in random.sample(source.sentences, len(source.sentences)):
        if sum(len(str(one)) for one in taken) >= ratio * length:
            break
        taken.append(sentence)
    if number % 2 == 0:
        taken.sort(key=source.sentences.index)
    mixed = [pen.reword(sentence, changes) for sentence in taken]
    room = length - sum(len(str(one)) for one in mixed)
    for sentence in random.sample(own.sentences, len(own.sentences)):
        if room < len(str(sentence)) // 2:
            break
        mixed.insert(random.randrange(len(mixed) + 1), sentence)
        room -= len(str(sentence))
    return Summary(own.key, own.unit, own.year, tuple(mixed))
