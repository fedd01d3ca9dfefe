"""Companies, schools and hospitals with a name of their own."""

import re
from collections.abc import Iterator

from zwgk.text.mask.page import Found, Page
from zwgk.text.mask.places import stem_start
from zwgk.text.model import Entity

_TAILS = (
    "有限责任公司 股份有限公司 集团有限公司 有限公司 集团公司 分公司 公司 集团 小学校 小学 初级中学 高级中学 中学 高中 初中 学校 职业技术学院 "
    "大学 学院 幼儿园 医院 卫生院 专业合作社 合作社 养老院 敬老院 厂"
).split()
_TAIL = re.compile("|".join(sorted(_TAILS, key=len, reverse=True)))
_GENERIC = re.compile(
    r"(?:中心|第?[一二三四五六七八九十]{1,3}|实验|人民|中医|中西医结合|妇幼|妇幼保健|保健|职业|技工|技术|高级|初级|完全|九年一贯制|"
    r"各|全|本|我|该|某|多所|几所|所|家|个|民办|公办|农村|城区|乡镇|镇|乡|村|县|市|区|省|街道|社区|国有|民营|上市|重点|规模|物业|供水|供电|供热|供气|"
    r"燃气|热力|自来水|电力|移动|联通|电信|广电|保险|银行|烟草|石油|石化|投资|城投|建设|企业|园区|党校|老年|党|希望|附属|直属|部分|"
    r"有关|相关|辖区|开放|电视|干部|团|军|综合|专科|公立|定点|三级|二级|乡|甲等|级|农业|农民|专业|股份|经济|股份经济|供销|农机|种植|养殖|"
    r"内|外|等|及|和|到|在|为|对|国|联|参股|控股|子|母|总|分|特殊教育|教育|培训|寄宿制|试点|示范|平安|绿色|智慧|文明|进|入|走进|深入|"
    r"经营|旅游|运输|客运|公交|出租车|出租|环卫|保洁|保安|施工|监理|设计|建筑|劳务|科技|信息|网络|文化|传媒|金融|贷款|担保|小额|房地产|开发|食品|药品|医药)*"
)


def organisations(page: Page) -> Iterator[Found]:
    """A name before 公司, 小学, 医院 …; a place at its head is masked by itself."""
    for match in _TAIL.finditer(page.text):
        at, end = match.span()
        word = page.covering(end - 1)
        whole = word is not None and word.kind == "organisation" and word.end == end
        start = word.start if whole and word else stem_start(page, at, 10)
        if start is None or start >= at:
            continue
        stem = page.text[start:at]
        lead = re.match(r".*[省市县区州旗镇乡](?=.)", stem)
        if lead and len(lead[0]) < len(stem) and len(lead[0]) > 1:
            start += len(lead[0])
            stem = page.text[start:at]
        if match[0] in {"厂", "学校", "大学", "学院", "集团", "公司", "医院", "高中"} and not whole:
            continue
        if len(stem) < 2 or _GENERIC.fullmatch(stem) or not page.free(start, end):
            continue
        if re.search(r"[所家个各等的]$", stem) or not re.fullmatch("[㐀-鿿]+", stem):
            continue
        if not whole and (len(stem) > 8 or page.words == []):
            continue
        yield Found(start, end, Entity.ORGANISATION, stem + match[0], match[0], 20)
