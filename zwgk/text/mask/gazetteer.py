"""The administrative divisions of China down to townships, found by longest match."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zwgk.text.mask.vocabulary import either, lists

_NATIONS = (
    "满族|蒙古族?|回族|藏族|壮族|苗族|侗族|瑶族|土家族|彝族|白族|傣族|畲族|黎族|羌族|水族|布依族|朝鲜族|维吾尔族?|哈萨克族?|"
    "柯尔克孜族?|达斡尔族|鄂温克族|锡伯族?|塔吉克族?|傈僳族|纳西族|哈尼族|拉祜族|佤族|景颇族|布朗族|仡佬族|仫佬族|毛南族|土族|"
    "东乡族|保安族|撒拉族|裕固族|独龙族|怒族|普米族|各族"
)
_AUTONOMY = re.compile(rf"(?:{_NATIONS})*自治([县州旗区])$")
ZONE_TAIL = re.compile(rf"(?:{either(lists('place_words.txt')['zones'])})$")
LEVEL = re.compile(r"特别行政区|自治区|地区|街道|苏木|[省市州盟县区旗镇乡]$")


@dataclass(frozen=True, slots=True)
class Place:
    """A division: the name it is known by (``canon``) and the word its mask keeps (镇)."""

    canon: str
    level: str
    bare: bool = False


class Gazetteer:
    """Names → places; ``find`` yields the longest name at each position of a text."""

    def __init__(self, names: dict[str, Place]) -> None:
        self._names = names
        self._lengths: dict[str, list[int]] = {}
        lengths: dict[str, set[int]] = {}
        for name in names:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def get(self, name: str) -> Place | None:
        """The place of exactly this name."""
        return self._names.get(name)

    def at(self, text: str, position: int) -> tuple[int, Place] | None:
        """The longest name that begins here, as (end, place)."""
        for length in self._lengths.get(text[position : position + 2], ()):
            place = self._names.get(text[position : position + length])
            if place is not None and position + length <= len(text):
                return position + length, place
        return None

    def find(self, text: str) -> Iterator[tuple[int, int, Place]]:
        """Every longest name from left to right, without overlap."""
        position, last = 0, len(text) - 1
        while position < last:
            hit = self.at(text, position)
            if hit is None:
                position += 1
            else:
                yield position, hit[0], hit[1]
                position = hit[0]


def level_of(name: str) -> str:
    """The word of a full name that tells its level: 镇, 街道, 自治区, 县 of a 自治县."""
    autonomy = _AUTONOMY.search(name)
    if autonomy:
        return "自治区" if autonomy[1] == "区" else autonomy[1]
    found = LEVEL.search(name)
    return found.group() if found else ""


def short_form(name: str) -> str:
    """The name without level and nation: 丹东 of 丹东市, 宽甸 of 宽甸满族自治县."""
    stem = _AUTONOMY.sub("", name)
    if stem == name:
        stem = re.sub(r"(?:特别行政区|新区|林区|矿区|地区|[省市州盟县区旗])$", "", name)
    return stem if len(stem) >= 2 else name


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The shipped names; read once, in about a tenth of a second."""
    given, more = lists("places.txt"), lists("more_places.txt")
    names: dict[str, Place] = {}
    for town in given["township"]:
        names[town] = Place(town, _township_level(town))
    for zone in more["zone"]:
        names[zone] = Place(zone, _zone_level(zone))
    shorts: dict[str, Place] = {}
    # From the county upwards, so that a name two levels share means the higher one.
    for group in ("county", "prefecture", "province"):
        for name in (*more.get(group, ()), *given[group]):
            place = Place(name, level_of(name))
            names[name] = place
            short = short_form(name)
            if short != name and len(short) >= 2:
                shorts[short] = Place(name, place.level, bare=True)
    for name in more["short"]:
        stem = re.sub(r"(?:自治)?[县州旗]$", "", name)
        canon = next((p.canon for s, p in shorts.items() if s == stem), name)
        names[name] = Place(canon, name[-1])
    for short, place in shorts.items():
        names.setdefault(short, place)
    return Gazetteer({n: p for n, p in names.items() if len(n) > 1})


def _township_level(name: str) -> str:
    zone = ZONE_TAIL.search(name)
    if zone:
        return zone.group()
    ending = re.search(r"街道|苏木|地区|农场|林场|牧场|渔场|[镇乡]$", name)
    return ending.group() if ending else ""


def _zone_level(name: str) -> str:
    zone = ZONE_TAIL.search(name)
    return zone.group() if zone else name[-2:]
