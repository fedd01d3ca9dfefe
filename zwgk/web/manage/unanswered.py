"""What people asked at the desks that no public guide or answer is found for (feeds the catalogue).

The words of a question that carry its matter are its topic; the public index is asked for them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zwgk.library.models import Publication
from zwgk.library.searching import search
from zwgk.search import Query
from zwgk.summaries.names import Name
from zwgk.text.privacy import exposures

_TRIED = 20  # topics asked of the index: each is a search
_LONGEST = 12  # characters of a topic: a longer run of words is a story, and found nowhere
# What a question says beside its matter.
_ASKING = re.compile(
    r"请问|你好|您好|想问|咨询|怎么样|怎么办|怎么|怎样|如何|什么时候|什么|何时|为什么|为何|哪里|哪儿|哪些|"
    r"哪个|在哪|多少|多久|几天|能不能|能否|可不可以|可以|是否|是不是|有没有|需要|申请|办理|应该|材料|"
    r"手续|我们|我家|我|的|了|吗|呢|吧|到|去|要|在|怎"
)
_SPLIT = re.compile(r"[^一-鿿A-Za-z]+")


@dataclass(frozen=True)
class Topic:
    """A topic, how often it was asked and in how many questions' words."""

    words: str
    asked: int
    example: str


def topic_of(question: str) -> str:
    """The longest run of words that carries the matter; empty if nothing is left."""
    runs = _SPLIT.split(_ASKING.sub(" ", question))
    longest = max(runs, key=len, default="")
    return longest if 2 <= len(longest) <= _LONGEST else ""


def unanswered(questions: Iterable[Name], most: int) -> list[Topic]:
    """The topics asked most often without a public guide or answer, ``most`` at the most."""
    asked: dict[str, list[Name]] = {}
    for one in questions:
        words = topic_of(one.name)
        if words and not exposures(one.name):
            asked.setdefault(words, []).append(one)
    topics = [
        Topic(words, sum(one.records for one in found), found[0].name)
        for words, found in asked.items()
    ]
    topics.sort(key=lambda topic: (-topic.asked, topic.words))
    return [topic for topic in topics[:_TRIED] if not _found(topic.words)][:most]


def _found(words: str) -> bool:
    kinds = (Publication.Kind.GUIDE.value, Publication.Kind.ANSWER.value)
    return bool(search(Query(words, kinds=kinds, limit=1)).hits)
