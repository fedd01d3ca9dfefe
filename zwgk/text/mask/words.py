"""Vocabulary of persons: surnames, titles and the common words that only look like names."""

import re

from zwgk.text.mask.vocabulary import characters, either, lists

_FILE = "person_words.txt"
_LISTS = lists(_FILE)
SURNAMES = characters(_FILE, "surnames")
# Surnames that are function words or parts of common ones: only where a model or a post agrees.
FUNCTION_SURNAMES = characters(_FILE, "function_surnames")
# Surnames that begin hardly any word: with a post these outweigh what a tagger says.
CLEAR = characters(_FILE, "clear")
COMPOUND = frozenset(_LISTS["compound"])
# Compound surnames whose reading as a word wins (东方, 第五).
WORD_COMPOUNDS = frozenset(_LISTS["word_compounds"])
# Characters that write foreign and minority names by sound.
SOUNDS = characters(_FILE, "sounds")
# What follows a name as a usual first character; and what given names do not hold.
AFTER_NAME = characters(_FILE, "after_name")
NOT_IN_NAMES = characters(_FILE, "not_in_names")
# Public figures of theory and example: part of set phrases, never a leak.
PUBLIC = frozenset(_LISTS["public"])

# These are names of posts only before a name or inside longer posts.
_NEVER_AFTER = {"总", "工", "代表", "委员", "队员", "组员", "副职"}
TITLES = sorted(set(_LISTS["posts"]) - _NEVER_AFTER, key=len, reverse=True)
_MODIFIERS = "副|代|代理|常务副|党组副|执行副|党委副|第一副|总支副|支部副|政府副|原|前任"
TITLE = re.compile(rf"(?:{_MODIFIERS})?(?:{either(TITLES)})")
KIN = tuple(_LISTS["kin"])
LONG_KIN = tuple(word for word in KIN if len(word) > 1)
POLITE = ("同志", "先生", "女士", "老师", "小姐", *LONG_KIN)
CITIZENS = re.compile(either(_LISTS["citizens"]))
# What stands before a name with a colon or a gap and says who it is.
LABELS = (
    r"(?:撰稿人?|审核人?|审稿人?|核稿人?|供稿人?|策划|统筹|投稿|实习生|见习记者|全媒体记者|编辑|责编|"
    r"责任编辑|值班编辑|编审|校对|[一二三]审|初审|复审|终审|监制|监审|图片|文字|签发人?|审签|审定|拟稿人?|制表人?|填表人?|填报人|报送人|联系人|联络人|"
    r"联络员|经办人|记者|通讯员|特约通讯员|摄影|摄像|图文?|文|作者|来稿|主持人?|主\s*持\s*人|讲解员|记录人?|"
    r"召集人|组\s*长|副\s*组\s*长|成\s*员|主\s*任|副\s*主\s*任|总指挥|副总指挥|负责人|责任人|牵头人|分管领导|"
    r"主管领导|主要领导|参会人员|出席人员|参加人员|人员|秘书|顾问|姓名)"
)

_NOT_NAMES = frozenset(
    head + tail
    for entry in _LISTS["not_names"]
    for head, _, tails in [entry.partition(":")]
    for tail in tails
)


def common_start(text: str) -> bool:
    """Whether the text begins with a common word (安全, 方面, 任务), not with a surname."""
    return text[:2] in _NOT_NAMES
