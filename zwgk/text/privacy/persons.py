"""Names that stand beside a personal number."""

import re
from collections.abc import Iterable, Iterator

from zwgk.text.privacy.hits import Hit, Taken

# The hundred-odd commonest surnames cover more than nine people in ten (公安部 2020 全国姓名报告).
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜"
    "詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂解强柴华车冉房边闫佟"
)
_DOUBLE = "欧阳|诸葛|上官|司马|东方|夏侯|皇甫|尉迟|公孙|慕容|长孙|宇文|司徒|令狐|申屠|端木"
_HAN = r"[\u4e00-\u9fff]"
_NAME = rf"(?:(?:{_DOUBLE}){_HAN}{{1,2}}|[{_SURNAMES}](?:{_HAN}{{1,2}}|[ ]{{1,4}}{_HAN}))"
_ROLE = (
    r"(?:联系人|姓名|户主|居民|村民|市民|群众|申请人|负责人|联络员|干部|会计|代表|主任|科长|股长|所长|局长|镇长|"
    r"乡长|书记|站长|组长|院长|校长|队长|处长|部长|经理|老师|医生|同志|咨询员|志愿者|业主|车主|持卡人|收款人)"
)
_LABEL = (
    r"(?:(?:手机|电话|座机|联系方式|联系电话|办公电话|身份证|公民身份|证件|银行卡|车牌|账|卡|住址|地址|家住|现住|微信|QQ)?"
    r"(?:号码?|号)?(?:是|为)?)"
)
_BEFORE = re.compile(
    rf"(?:{_ROLE}|(?<![\d\u4e00-\u9fff]))[\s：:]{{0,3}}({_NAME})(?:同志|先生|女士|主任|科长|局长)?"
    rf"[\s，,：:（(、；;]{{0,3}}{_LABEL}[\s：:（(，,]{{0,3}}$"
)
_AFTER = re.compile(rf"[\s，,（(、]{{1,3}}(?:{_ROLE}[：:]?)?({_NAME})(?=[）)\s，,。；;、]|$)")
_NO_NAME = re.compile(
    r"^(?:车牌|方式|时间|单位|安全|高新|金融|平安|成员|路口|常年|符合|包括|全天)|[局站所科股室处部委办院厅队校厂店司会员号镇乡村街路区县市省牌]$"
)


def names_beside(text: str, hits: Iterable[Hit], taken: Taken) -> Iterator[Hit]:
    """姓名 standing next to a personal number: who it belongs to. A person decides."""
    for hit in hits:
        if hit.kind in ("name", "email"):
            continue
        before = _BEFORE.search(text, max(0, hit.start - 28), hit.start)
        after = None if before else _AFTER.match(text, hit.end, hit.end + 12)
        match = before or after
        if match is None or _NO_NAME.search(match[1]) or not taken.free(*match.span(1)):
            continue
        taken.add(*match.span(1))
        yield Hit("name", *match.span(1), False, "个人号码旁出现疑似姓名。")
