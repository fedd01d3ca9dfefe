"""Places, organisations, years, document numbers and contacts: what is masked, what stays."""

import pytest

from zwgk.text.mask import NoTagger, Tagger, Word, mask
from zwgk.text.mask.gazetteer import gazetteer, level_of, short_form


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("辽宁省丹东市十字街镇政务公开办公室", "XX省XX市XX镇政务公开办公室"),
        ("《丹东市人民政府办公室关于开展活动的通知》", "《XX市人民政府办公室关于开展活动的通知》"),
        ("宽甸满族自治县与宽甸县是一处", "XX县与XX县是一处"),
        ("丹东市和东港市；丹东再来", "XX市和YY市；XX市再来"),
        ("并到泰和社区、文萃社区查看", "并到XX社区、YY社区查看"),
        ("深入北汤村、进步村发放宣传单", "深入XX村、YY村发放宣传单"),
        ("来自恒口、双龙两镇的代表", "来自XX镇、YY镇两镇的代表"),
        ("中山路街道观海山社区活动室", "XX街道XX社区活动室"),
        ("早溪塘村村两委和早溪塘村村民", "XX村村两委和XX村村民"),
        ("渠县三汇镇", "XX县XX镇"),
        ("走访启辰精密铸造有限公司和晨曦小学", "走访XX有限公司和XX小学"),
        ("內容由小孟鎮提供", "內容由XX镇提供"),
        ("县公安局宣风分局派员参加", "县公安局XX镇分局派员参加"),
        ("《阜新日报》刊播公告", "《XX市日报》刊播公告"),
        ("在桐溪居委会座谈，助力“平安桐溪”建设", "在XX居委会座谈，助力“平安XX居委会”建设"),
        ("新区街道和悦社区、松鹤颐养中心", "XX街道XX社区、XX地"),
        ("立山区对炉街道活动中心", "XX区XX街道活动中心"),
        ("城西街道五十亩地社区的志愿队", "XX街道XX社区的志愿队"),
        ("天宁市水务局、石桥区水务局、云岭县委参加", "XX市水务局、XX区水务局、XX县委参加"),
        ("恒通建筑公司、百济大药房到场", "XX地、YY地到场"),
    ],
)
def test_places_are_masked_with_their_level(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "我镇、全市、各村、本街道、全县各乡镇人民政府、街道办事处",
        "打造营商环境最优省、最优市、最优县、最优镇",
        "开发区画册、园区建设、印制开发区宣传图册",
        "组织计生、土地村建、司法等部门，会同有关部门，确保定期公开",
        "创建文明村镇，建设示范社区、平安社区、和谐社区、美丽乡村、特色小镇",
        "《中华人民共和国政府信息公开条例》、国务院、中国",
        "集中卫生整治，公益阳光行动，资源共享，和平发展，惠民政策，安居乐业，来宾签到",
        "农民合作社、各学校、中心小学、人民医院、上市公司、住房和城乡建设局",
        "xx市人民政府、XX镇、某某、××县、X村",
        "务工人员返乡，致全镇人民的一封信，宣传进乡村，县农业农村局，分乡镇、分社区公布，学习党建引领合作社",
        "人民日报、光明日报、公安分局、生态环境分局、基层司法所、平安建设、法治社会建设、平安家庭创建",
        "各大超市、连锁药房、定点药房、城市污水处理厂、建筑公司、区红十字会和供电公司",
        "成立县政务公开办公室，老城区政府、咨询区公安局展台，通过市政府网站，近日县委办公室",
        "现代化热带滨海城市、东湖公园、三间房子、五亩地",
    ],
)
def test_common_words_and_masks_stay(text: str) -> None:
    assert mask(text).masked == text


def test_years_numbers_and_contacts() -> None:
    text = "2018年5月15日，依据丹政办发〔2018〕15号，电话0415-2150000，邮箱zw@example.cn。"
    done = mask(text, tagger=NoTagger()).masked
    assert done.startswith("20xx年5月15日，依据XX发〔20xx〕XX号，电话")
    assert "2150000" not in done
    assert "example" not in done


def test_a_street_address_loses_name_and_number() -> None:
    assert mask("活动地点在锦山大街25号。").masked == "活动地点在XX路XX号。"


def test_places_told_by_the_caller() -> None:
    done = mask("老北沟那边也设了点。", places=["老北沟"], tagger=NoTagger())
    assert "老北沟" not in done.masked


def test_a_tagger_of_ones_own_is_used() -> None:
    class Fixed:
        def words(self, text: str) -> list[Word]:
            return [Word(2, 6, "place")] if text.startswith("前往") else []

    tagger: Tagger = Fixed()
    assert mask("前往卡伦村，", tagger=tagger).masked == "前往XX村，"


def test_the_gazetteer_knows_levels_and_short_forms() -> None:
    names = gazetteer()
    assert {name for name in ("丹东市", "十字街镇", "莱芜市", "宽甸县") if names.get(name)} == {
        "丹东市", "十字街镇", "莱芜市", "宽甸县",
    }  # fmt: skip
    assert names.get("开发区") is None
    assert level_of("广西壮族自治区") == "自治区"
    assert short_form("宽甸满族自治县") == "宽甸"
