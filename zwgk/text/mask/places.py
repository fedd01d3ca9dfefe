"""Places known by their last word alone (X村, X经济开发区), and divisions only the tagger knows."""

import re
from collections.abc import Iterator

from zwgk.text.mask.gazetteer import ZONE_TAIL, Gazetteer
from zwgk.text.mask.page import Found, Page
from zwgk.text.mask.stems import VERBAL, ending_verb, evident, proper, stem_start
from zwgk.text.mask.vocabulary import either, lists
from zwgk.text.model import Entity

_LISTS = lists("place_words.txt")
_ZONE = re.compile(either(_LISTS["zones"]))
_TAIL = re.compile(
    r"街道|社区|苏木|嘎查|居委会|林场|农场|牧场|[镇乡村屯]|"
    r"(?<=[㐀-鿿]{2})[县市](?=[^场民区级直属辖委内外里容面长政府城])"
)
# The longest stem of each level.
_MAX = {"社区": 6, "街道": 6, "林场": 6, "农场": 6, "牧场": 6, "居委会": 6, "屯": 4}
# What makes another word of the level word: 村民, 村务, 镇上 is none of them.
_OTHER_WORD = {
    "村": re.compile(
        r"民(?!委员会|委会)|级|务|庄|集体|镇|屯|居(?![委民])|医|干部|落|支|社(?!区)|史|街|"
        r"村(?!委|民|两|支|部|口|务|党|集|里)"
    ),
    "镇": re.compile(r"村|居|街|静|定|痛|压|镇|建"),
    "乡": re.compile(r"村|亲|下|愁|土|贤|音|镇|建"),
}
_NO_STEM = re.compile(r"(?:[0-9个十几多各等类级型式化性小两三]|第[一二三四五六七八九十])$")
# 致全镇, 对各村: all of a town, no town.
_WHOSE = re.compile(r"[致对向给让为使是由将请告][我全各本该]|[进入下到返离]乡")
# Words of campaigns (创建平安社区) that are also usual names (家住平安社区).
_MAYBE = frozenset(_LISTS["maybe"])
_CREATED = re.compile(r"(?:创建|打造|建设|争创|评为|获评|创|评选|推进|共建|构建)[“\"]?$")
# Kinds listed before (示范社区、平安社区): then this is a kind as well.
_KIND = re.compile(r"([㐀-鿿]{2,4})(?:社区|小镇|村镇|乡村|[村镇])[、和]$")
# The names of these have two characters at least: 和畅社区, 对炉街道 begin with the particle.
_LONGER = frozenset({"社区", "街道", "居委会"})
_PARTICLES = tuple("和对同向于从在")
# 、下甸子村: at the head of a clause the first character is no verb.
_SIDED = re.compile(r"(?:^|[^㐀-鿿])[上下前后东西南北]$")
_WORDLY = frozenset({"v", "vn", "n", "a", "d", "ad", "an", "t", "f", "m", "r"})
_NO_ZONE = re.compile(r"(?:型|化|性|级|类|式|优|好|农业|产业|项目|管理|服务|文化|民族|治理)$")
# These are common nouns so often that only the tagger's word counts.
_VAGUE_ZONES = frozenset(
    ["新区", "新城", "示范区", "实验区", "试验区", "合作区", "园区", "管理区", "科技城"]
)
_SEVERAL = re.compile(
    r"((?:[㐀-鿿]{2,5}、)+[㐀-鿿]{2,3}?)等?[两二三四五六七八九十\d]{1,2}个?"
    r"(社区|街道|[镇乡村县市区])"
)
_AREAS = re.compile(
    r"(?:辖|社|园|景|片|小|山|郊|校|库|牧|地|灾|厂|城|老|新|市|办公|服务|展示|体验|咨询)区$|"
    r"[我全各本该]"
)

# 天宁市水务局、云岭县委: divisions that no list knows, told by the organ behind them.
_SEAT = re.compile(
    r"(?:(?<![㐀-鿿])|(?<=[在到由和与向赴])|"
    r"(?<=[^全我各本该城][省市州])|(?<=来自|走进|深入|前往|会同|邀请))"
    r"(?P<stem>[㐀-鿿]{2,3})(?P<level>[市县区])(?=人民政府|政府|委(?![托派])|人大|政协|"
    r"[㐀-鿿]{1,6}[局委办厅院]|法院|检察院|公安|办公室)"
)
_NO_SEAT = re.compile(
    r".*[的了和与在到由向对将把从各全本该我此每个等省市县区镇乡村及或为是并经被请让于至跟同].*|"
    r".*(?:[新老主园社辖景小校厂库城牧灾郊片体超门上都集夜治报送发交后前时]|服务|咨询|办公|展示|开发|体验|"
    r"等候|休息|宣传|活动|城关|互动|接待|自助|示范|[实试]验|合作|管理|高新|生活|功能|保税|工业|产业|"
    r"综合|窗口|受理|政务|阅读|查询|保护)"
)
_NO_SEAT_KINDS = VERBAL | {"vn", "a", "an", "f", "s", "person", "organisation"}


def _seats(page: Page) -> Iterator[Found]:
    """Divisions unknown to every list that stand before their own organ."""
    for match in _SEAT.finditer(page.text):
        stem, level, (start, at) = match["stem"], match["level"], match.span("stem")
        first = page.starts.get(start)
        running = first and first.end <= at and first.kind in _NO_SEAT_KINDS
        verbal = running or ending_verb(stem)
        if not (verbal or _NO_SEAT.fullmatch(stem)) and proper(stem) and page.free(start, at + 1):
            yield Found(start, at + 1, Entity.PLACE, stem + level, level, 39)


def suffix_places(page: Page, names: Gazetteer) -> Iterator[Found]:
    """Names known by their level word alone: villages, communities, zones."""
    yield from _several(page)
    yield from _seats(page)
    yield from _numbered(page)
    for match in _TAIL.finditer(page.text):
        yield from _named(page, match.start(), match.end(), match.group())
    for match in _ZONE.finditer(page.text):
        yield from _zone(page, names, match.start(), match.end())


def _named(page: Page, at: int, end: int, level: str) -> Iterator[Found]:
    word = page.ends.get(end)
    tagged = word is not None and word.kind == "place"
    other = _OTHER_WORD.get(level)
    if (other and other.match(page.text, end) and not (tagged and level == "村")) or (
        level in {"县", "市"} and not tagged
    ):
        return
    start = stem_start(page, at, _MAX.get(level, 5))
    if start is None or not page.free(start, end):
        return
    sure = tagged and word is not None and word.start <= start
    if at - start == 1 and level in _LONGER and page.text[start - 1 : start] in _PARTICLES:
        start -= proper(page.text[start:at]) and page.free(start - 1, start)
    elif _SIDED.search(page.text[max(0, start - 2) : start]) and page.free(start - 1, start):
        start -= sure
    if _is_name(page, start, at, end, sure):
        yield Found(start, end, Entity.PLACE, page.text[start:end], level, 34 if sure else 30)


def _is_name(page: Page, start: int, at: int, end: int, sure: bool) -> bool:
    """Whether what stands before a level word is a name, no word that describes it."""
    text, stem, level = page.text, page.text[start:at], page.text[at:end]
    if not proper(stem) or _NO_STEM.search(stem) or (len(stem) == 1 and not sure):
        return False
    if level == "村" and (stem.endswith(("村", "社区")) or (stem.endswith("乡") and not sure)):
        return False
    if _WHOSE.fullmatch(stem):
        return False
    if level in "镇乡" and stem.endswith(("城", "村", "乡")):
        return False
    plain = page.starts.get(start)
    # A community is often named by a noun (春光社区), a village seldom.
    wordly = _WORDLY - {"n", "vn", "a"} if level == "社区" else _WORDLY
    if plain and plain.end == at and plain.kind in wordly and not evident(text, start, end):
        return False
    if stem in _MAYBE:
        left = text[max(0, start - 8) : start]
        kind = _KIND.search(left)
        if _CREATED.search(left) or (kind and (kind[1] in _MAYBE or not proper(kind[1]))):
            return False
        return sure or evident(text, start, end, listed=False)
    return True


# 四十亩地社区, 三间房村, 七里河街道 after a place or at the head of a clause.
_NUMBERED = re.compile(
    r"(?:(?<=[道镇乡区县市村、和到在入])|(?<![㐀-鿿]))"
    r"[一二三四五六七八九十百]{1,3}[亩里间家道台棵眼顷号门马合营圣]"
    r"[地河房店铺岗坡沟湾台桥庙庄堡屯村井营子梁岭]{1,2}(?:社区|街道|[村镇乡屯](?![民级务里]))"
)


def _numbered(page: Page) -> Iterator[Found]:
    """Names that begin with a number, which word lists take for a quantity."""
    for match in _NUMBERED.finditer(page.text):
        level = re.search(r"社区|街道|.$", match[0])
        if level and page.free(*match.span()):
            yield Found(*match.span(), Entity.PLACE, match[0], level[0], 35)


def _several(page: Page) -> Iterator[Found]:
    """恒口、双龙两镇: names that share one level word."""
    for match in _SEVERAL.finditer(page.text):
        at = match.start()
        for name in match[1].split("、"):
            end = at + len(name)
            start = stem_start(page, end, 3)
            word = page.starts.get(start) if start is not None else None
            if start is not None and end - start > 1 and page.free(start, end):
                stem = page.text[start:end]
                if proper(stem) and not (word and word.kind in VERBAL):
                    yield Found(start, end, Entity.PLACE, stem + match[2], match[2], 28)
            at = end + 1


def _zone(page: Page, names: Gazetteer, at: int, end: int) -> Iterator[Found]:
    level = page.text[at:end]
    start = stem_start(page, at, 8)
    if start is None or not page.free(start, end):
        return
    stem = page.text[start:at]
    if (place := names.get(stem)) is not None:
        # 济宁高新区 is one name; 济宁市高新区 is two.
        rank = 41 if place.bare else 30
        yield Found(start, end, Entity.PLACE, stem + level, level, rank)
        return
    word, first = page.covering(end - 1), page.starts.get(start)
    tagged = word is not None and word.kind in {"place", "organisation"} and word.start <= start
    if not proper(stem) or len(stem) < 2:
        return
    vague = level in _VAGUE_ZONES or _NO_ZONE.search(stem) or (first and first.kind in VERBAL)
    if tagged or not vague:
        yield Found(start, end, Entity.PLACE, stem + level, level, 30)


def tagged_places(page: Page, names: Gazetteer) -> Iterator[Found]:
    """Divisions (X区) that the tagger saw and no list knows."""
    for word in page.words:
        name = page.text[word.start : word.end]
        if word.kind != "place" or ZONE_TAIL.search(name) or names.get(name) is not None:
            continue
        shaped = re.fullmatch(r"[㐀-鿿]{2,3}[区县市]", name) and not _AREAS.search(name)
        if shaped and proper(name[:-1]) and page.free(word.start, word.end):
            yield Found(word.start, word.end, Entity.PLACE, name, name[-1], 26)
