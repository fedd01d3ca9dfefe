"""Places: names of the gazetteer, names known by their last word (X村), and the tagger's."""

import re
from collections.abc import Iterator

from zwgk.text.mask.gazetteer import Gazetteer, Place, is_common_short
from zwgk.text.mask.ambiguous import VERY_COMMON
from zwgk.text.mask.page import Found, Page
from zwgk.text.model import Entity

ZONES = (
    "经济技术开发区 高新技术产业开发区 高新技术产业园区 高新技术开发区 高技术产业开发区 经济开发区 产业开发区 旅游开发区 开发区 "
    "旅游度假区 度假区 风景名胜区 风景区 工业集中区 产业集聚区 产业集中区 工业园区 产业园区 科技园区 物流园区 农业园区 工业园 "
    "产业园 科技园 物流园 高新区 经开区 新区 新城 管理区 改革创新示范区 创新示范区 示范区 实验区 试验区 合作区 保税区 保税港区 "
    "自贸区 自由贸易港 园区 科技城"
).split()
ZONE_TAIL = re.compile(rf"(?:{'|'.join(sorted(ZONES, key=len, reverse=True))})$")
_ZONE = re.compile("|".join(sorted(ZONES, key=len, reverse=True)))
_TAIL = re.compile(r"街道|社区|苏木|嘎查|居委会|林场|农场|牧场|[镇乡村屯]|(?<=[㐀-鿿]{2})[县市](?=[^场民区级直属辖委内外里容面长政府城])")
# Words before a level word that make no name of it.
_GENERIC = (
    "圩 偏远 边远 较远 附近 周边 沿线 苏木 我 全 各 本 该 此 某 每 这 那 贵 几 多 一 二 两 三 四 五 六 七 八 九 十 百 个 等 乡 城 集 古 小 大 新 老 重 名 县 区 市 镇 村 "
    "坐 家 下 返 回 还 离 故 水 他 异 侨 同 进 入 到 驻 包 联 帮 出 邻 外 农 山 牧 渔 美丽 行政 自然 中心 示范 试点 贫困 重点 先进 "
    "文明 特色 建制 特色小 卫星 空心 城中 移民 旅游 专业 民俗 生态 智慧 和谐 绿色 无讼 无诈 无邪教 网络 城市 农村 老旧 新型 试点 所辖 "
    "辖区 下辖 主要 城区 沿街 临街 背街 两侧 商业 人民 民族 国有 国营 地方 一般 其他 其它 相关 有关 部分 全部 所有 多个 整个 "
    "各个 各级 基层 街道 社区 乡镇 村镇 城镇 村居 共建 共同 国家级 省级 市级 县级 区级 镇级 村级 国家 现代农业 农业 现代 高标准 "
    "科技 工业 产业 经济 物流 电商 创业 文化 文旅 综合 核心 先行 先导 改革 创新 一体化 自主创新 国家自主创新 美丽乡村 乡村振兴 边境 "
    "沿海 沿边 库区 山区 地质公园 整治 拆迁 安置 搬迁 脱贫 帮扶 对口 结对 联系 所在 当地 本地 外地 属地 民主法治 三级 两级 四级 "
    "法治 平安建设 振兴 数字 智能 幸福 平安 红色 党建 示范性 标准化 规范化 星级 五星 优秀 最优 最美 长寿 宜居 工业强 农业大 经济强 "
    "项目 招商 招引 服务 管理 建设 公共 公益 便民 居民 群众 政务 开放 对外 内陆 自由贸易 高新技术 技术 高新 国际 边合 保税 临港 空港 临空"
).split()
_GENERIC_SET = frozenset(_GENERIC)
_GENERIC_RUN = re.compile(
    rf"(?:{'|'.join(sorted((g for g in _GENERIC if len(g) > 1 or g in '我全各本该此每乡城县区市镇村街'), key=len, reverse=True))})*"
)
# After these a name begins.
_BEFORE = re.compile(
    r".*(?:深入|走进|来到|前往|赶赴|奔赴|组织|位于|涉及|覆盖|包括|选择|选取|选定|选派|邀请|走访|联合|会同|协同|家住|支持|帮助|指导|督促|"
    r"以及|还有|其中|首先|分别|来自|抵达|到达|途经|入驻|进驻|下沉|派驻|带领|率领|辖区|所辖|下辖|管辖|创建|打造|建设|争创|推进|整治|帮扶|"
    r"巡回|设在|地点|我省|我市|我县|我区|我镇|我乡|本镇|本乡|全镇|全乡|全县|全市|全区|街道办事处|办事处|党工委|党委|政府|党支部|委员会|"
    r"试点|示范|群众|村民|居民|农民|干部|书记|主任|同志|代表|负责|负责人|召开|举办|开展|进行|活动|工作|现场|会议|关于|公开|通知|"
    r"[年月日的了和与及或在到从由向往赴为对是将把让使请被经等当至跟同于以比称叫村镇乡县市区省州旗、])"
)
# Even a name the tagger saw whole does not hold these.
_HARD = re.compile(r".*(?:[的了在到把由对从往赴、]|[镇村县乡区市]里(?=.)|深入|走进|来到|前往|位于|[我全各本该](?=[镇乡村县市区]))")
_NO_END = re.compile(r"(?:[的了在到把由对从往赴回入驻包联里]|[进下出](?=$)|苏木|[镇乡街区](?=$))$")
_MAX = {"社区": 6, "街道": 6, "林场": 6, "农场": 6, "牧场": 6, "居委会": 6, "屯": 4, "村": 5, "镇": 5, "乡": 5}
# After a short name these make it part of a longer, local one (泰和社区, 丹东新村).
_LOCAL = re.compile(r"社区|嘎查|街道|[镇乡村屯](?!镇|乡|村|庄|居)")
_VERBAL = frozenset("v p c u d r m w xc vd ad q t TIME".split())
_IN_FRONT = re.compile(r"(?:在|到|来自|从|赴|前往|位于|来到|抵达|走进|回到|驻)$")
_NO_PLACE = frozenset("中国 中华人民共和国 中华 国务院 亚洲 亚太 美国 日本 英国 法国 德国 俄罗斯 韩国 朝鲜 全国 欧洲 非洲".split())


def _shape(level: str) -> str:
    return level or ""


def gazetteer_places(page: Page, names: Gazetteer) -> Iterator[Found]:
    """Full names wherever they stand; short names where the context says a place."""
    text = page.text
    hits = list(names.find(text))
    ends = {end for _, end, _ in hits} | set()
    starts = {start for start, _, _ in hits}
    for start, end, place in hits:
        if not page.free(start, end):
            continue
        if not place.bare:
            if _full(page, start, end):
                start = _wider(page, start, end)
                key = place.canon if text[start:end] == text[start:end] else ""
                yield Found(start, end, Entity.PLACE, key, place.level, 40)
        elif not _LOCAL.match(text, end) and _short(page, start, end, place, start in ends or end in starts):
            yield Found(start, end, Entity.PLACE, place.canon, place.level, 38)


def _wider(page: Page, start: int, end: int) -> int:
    """Where the tagger sees a longer name of the same end (大黑沟镇 over the known 黑沟镇)."""
    word = page.ends.get(end)
    if word and word.kind == "place" and start - 2 <= word.start < start:
        lead = page.text[word.start : start]
        if not re.search(r"[的了和与在到进从由向我全各本该省市县区州镇乡]", lead):
            return word.start
    return start


def _full(page: Page, start: int, end: int) -> bool:
    """Not 各市中区…, and not 县 of two characters out of a running word (各市和县)."""
    text = page.text
    before = text[max(0, start - 1) : start]
    if text[start:end] in {"市中区", "市南区", "市北区", "城中区"} and before in set("我全各本该"):
        return False
    if end - start == 2 or text[start] in "和与在到向从由等各全本单":
        if end - start == 2 and not _lone(page, start, end):
            return False
        word = page.covering(start)
        if word and (word.start != start or word.end < end) and word.kind not in {"place", "organisation"}:
            return end - start == 2 or (word.kind in {"n", "nz"} and end - start > 3)
    return True


def _lone(page: Page, start: int, end: int) -> bool:
    """Whether a county of two characters (渠县) stands by itself."""
    word = page.covering(start)
    if word and word.start == start and word.end == end:
        return True
    before = page.text[max(0, start - 1) : start]
    return (not before or not re.match(HANLAST, before) or before in "市州省") and page.text[
        start
    ] not in "和各全本该单在到向从由等与及"


def _short(page: Page, start: int, end: int, place: Place, beside: bool) -> bool:
    text, name = page.text, page.text[start:end]
    known = place.canon in text
    word = page.starts.get(start)
    common = is_common_short(name)
    if re.match(r"[路街]", text[end : end + 1]) or text[end : end + 2] in {"大道", "大街", "精神"}:
        return False
    if not page.words:
        left = text[max(0, start - 4) : start]
        edge = not left or not re.match(HANLAST, left[-1]) or bool(_IN_FRONT.search(left))
        return (edge or beside) and (not common or known or bool(_IN_FRONT.search(left)))
    if word is None:
        return False
    if word.end == end:
        if common:
            if name in VERY_COMMON and not (known or beside or _IN_FRONT.search(text[:start][-4:])):
                return False
            return word.kind == "place" or (
                (known or beside) and word.kind in {"n", "nz", "organisation"} and known
            )
        return word.kind not in {"v", "d", "p", "a", "ad", "vn"} or known or beside
    if word.kind == "place" or word.kind == "organisation":
        return not common or beside or known or word.kind == "place" and word.end - word.start > 3
    return not common and beside


HANLAST = "[㐀-鿿]"


def suffix_places(page: Page, names: Gazetteer) -> Iterator[Found]:
    """Names known by their level word alone: villages, communities, zones."""
    for match in _TAIL.finditer(page.text):
        yield from _named(page, match.start(), match.end(), match.group())
    for match in _ZONE.finditer(page.text):
        yield from _zone(page, names, match.start(), match.end())


def _run(page: Page, end: int, limit: int) -> int:
    """The start of the run of free characters before ``end``, at most ``limit`` of them."""
    start = end
    while start > 0 and end - start < limit:
        char = page.text[start - 1]
        if not re.match(HANLAST, char) or page.frozen[start - 1]:
            break
        start -= 1
    return start


def stem_start(page: Page, end: int, limit: int) -> int | None:
    """Where the proper name that ends here begins; None where words give no name."""
    low = _run(page, end, limit + 8)
    word = page.covering(end - 1)
    whole = word is not None and word.kind in {"place", "organisation"} and word.end > end
    if not whole and _NO_END.search(page.text[low:end]):
        return None
    # The last character may be one that elsewhere ends a phrase (泰和社区, 日月村).
    cut = (_HARD if whole else _BEFORE).match(page.text[low : end - 1])
    ruled = low + cut.end() if cut else low
    if word is None:
        return ruled if 0 < end - ruled <= limit else None
    start = max(word.start, low)
    if word.kind in {"place", "organisation"}:
        return max(start, ruled) if end - max(start, ruled) <= limit else None
    # Single characters before belong to the name, as do nouns when it is one character so far.
    while start > ruled:
        before = page.ends.get(start)
        if before is None or before.kind in _VERBAL or before.start < ruled:
            break
        if end - before.start > limit or (len(page.text[before.start : before.end]) > 1 and end - start > 1):
            break
        start = before.start
    return max(start, ruled)


def _proper(stem: str) -> bool:
    return bool(stem) and stem not in _GENERIC_SET and not _GENERIC_RUN.fullmatch(stem)


def _named(page: Page, at: int, end: int, level: str) -> Iterator[Found]:
    text = page.text
    if level == "村" and re.match(r"(?:民(?!委员会|委会)|级|务|庄|集体|镇|屯|居|医|干部|落|支)", text[end:]) and not (
        (word := page.ends.get(end)) and word.kind == "place"
    ):
        return
    if level in "镇乡" and re.match(r"(?:村|亲|下|愁|土|贤|音|静|定|痛|压)", text[end:]) and text[end : end + 2] != "村委":
        if not ((word := page.ends.get(end)) and word.kind == "place"):
            return
    if level in {"县", "市"}:
        word = page.ends.get(end)
        if not word or word.kind != "place":
            return
    start = stem_start(page, at, _MAX.get(level, 5))
    if start is None or not page.free(start, end):
        return
    stem = text[start:at]
    if re.match(r"[镇村居街]", text[end:]) and level in "镇乡村" and not re.match(r"[村居](?:委|民|两|支|部|口|务|党|集|里)", text[end:]):
        return
    if level in "镇乡" and stem.endswith(("城", "各", "乡", "集")) and page.text[end : end + 1] in "建":
        return
    word = page.ends.get(end)
    sure = word is not None and word.kind == "place" and word.start <= start
    if not _proper(stem) or (len(stem) == 1 and not sure):
        return
    if re.search(r"[0-9个十几多各等类级型式化性]$", stem) or re.search(r"第[一二三四五六七八九十]$", stem):
        return
    if re.search(r"(?:创建|打造|建设|争创|评为|获评)$", text[max(0, start - 2) : start]) and stem in _GENERIC_SET:
        return
    yield Found(start, end, Entity.PLACE, stem + level, level, 34 if sure else 30)


def _zone(page: Page, names: Gazetteer, at: int, end: int) -> Iterator[Found]:
    text = page.text
    level = text[at:end]
    start = stem_start(page, at, 8)
    if start is None or not page.free(start, end):
        return
    stem = text[start:at]
    if names.get(stem) is not None:
        yield Found(start, end, Entity.PLACE, stem + level, level, 41 if names.get(stem).bare else 30)
        return
    word = page.covering(end - 1)
    tagged = word is not None and word.kind in {"place", "organisation"} and word.start <= start
    generic = re.search(r"(?:型|化|性|级|类|式|优|好|农业|产业|项目|管理|服务|文化|民族|治理)$", stem)
    if not _proper(stem) or len(stem) < 2 or (generic and not tagged):
        return
    if level in {"新区", "新城", "示范区", "实验区", "试验区", "合作区", "园区", "管理区", "科技城"} and not tagged:
        return
    yield Found(start, end, Entity.PLACE, stem + level, level, 30)


def tagged_places(page: Page, names: Gazetteer) -> Iterator[Found]:
    """The tagger's places that end in no known level but are short names of the gazetteer,
    and unknown divisions that it saw whole (X区)."""
    for word in page.words:
        if word.kind != "place" or not page.free(word.start, word.end):
            continue
        name = page.text[word.start : word.end]
        if name in _NO_PLACE:
            continue
        if re.fullmatch(r"[㐀-鿿]{2,4}[区县市]", name) and names.get(name) is None:
            common = re.search(r"(?:辖|社|园|景|片|小|山|郊|校|库|牧|地|灾|厂|城|老|新|市|城镇|办公|服务|展示|体验|咨询)区$|[我全各本该]", name)
            if not common and len(name) >= 3:
                yield Found(word.start, word.end, Entity.PLACE, name, name[-1], 26)
