"""Persons: which names are found and which words are left alone. All names are invented."""

import pytest

from zwgk.text.mask import NoTagger, mask
from zwgk.text.model import Entity


def persons(text: str, **known: object) -> set[str]:
    made = mask(text, **known).replacements  # type: ignore[arg-type]
    return {one.original for one in made if one.kind is Entity.PERSON}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("开发区主任于镇东同志亲自任活动领导小组组长", {"于镇东"}),
        ("副主任宋宝文任副组长，行政办主任黄海涛率领工作人员", {"宋宝文", "黄海涛"}),
        (
            "组　长：瞿万林（镇长）\n副组长：桂　芳（副书记）\n　　　　卜洪涛（副镇长）",
            {"瞿万林", "桂　芳", "卜洪涛"},
        ),
        ("镇长佟景和为组长、副镇长隋丽华为副组长", {"佟景和", "隋丽华"}),
        ("联系人：省政务公开办公室 单雁南、谈舒，电话", {"单雁南", "谈舒"}),
        ("核稿：丛大为　　共印60份", {"丛大为"}),
        ("（记者 韩砚秋 通讯员 欧阳晓棠）", {"韩砚秋", "欧阳晓棠"}),
        ("乡长艾尔肯·吐尔逊带着站所人员到场", {"艾尔肯·吐尔逊"}),
        ("据于主任介绍，李局长到场", {"于主任", "李局长"}),
        ("退休教师卢阿姨说，一位姓滑的大叔来了", {"卢阿姨", "姓滑的"}),
        ("村支书韦明球各守一张桌子", {"韦明球"}),
        ("萊河鎮政府辦公室主任徐大鵬介紹", {"徐大鵬"}),
        ("局長(zhǎng)齐维钧逐条回应", {"齐维钧"}),
        ("随后卯永主任作了介绍", {"卯永"}),
        ("司法所所长字学明到会讲解", {"字学明"}),
        ("镇长来思敏、副镇长刀玉兰参加活动", {"来思敏", "刀玉兰"}),
        ("请来种植专家虎立春、妥慧兰等授课", {"虎立春", "妥慧兰"}),
        ("业主代表敖登格日乐说", {"敖登格日乐"}),
        ("邝文慧表示，将继续做好公开", {"邝文慧"}),
        ("编辑：卯小雨    二审：国文亮", {"卯小雨", "国文亮"}),
        ("群众纷纷点赞。 晏良 通讯员 骆青禾", {"晏良", "骆青禾"}),
        ("副局长李强、主任万里、组长方圆参加", {"李强", "万里", "方圆"}),
        ("（佟家禾 摄）", {"佟家禾"}),
    ],
)
def test_names_are_found(text: str, names: set[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "我镇成立了以镇长为组长、分管副镇长为副组长的领导小组，党委书记带队走访",
        "方便群众办事，安排专人负责，严格落实责任，于5月15日开展，连续三年，万余份",
        "深入学习贯彻习近平新时代中国特色社会主义思想",
        "经管站、卫计办、林蚕站、安监站、全域办等部门，局长信箱、书记信箱",
        "居民王某某反映，村民张某和李某某2到场",
        "主任办公会研究，时任局长强调，司法所长、财政所长到场",
        "邀请党代表、人大代表，镇人民政府（代章），活动总结（范文一），科技活动周暨公开日",
        "专家现场答疑，志愿者积极参加，居民排队咨询，群众来自各村，工作人员冒雨到场",
        "局长方面负责，主任高度重视，书记全体会议，部长任务、主任平安，国务院总理李强、",
        "马上介绍，高度强调，党员同志表示，记者获悉，市民普遍反映，农户早日脱贫",
        "审核：领导小组 摄影：宣传科，（附件一）（图文并茂）",
    ],
)
def test_words_that_look_like_names_stay(text: str) -> None:
    assert persons(text) == set()


def test_a_name_found_once_is_masked_everywhere() -> None:
    done = mask("局长齐维钧到场。会后齐维钧答疑，墙上写着“齐维钧”三字。")
    assert done.masked == "局长齐某某到场。会后齐某某答疑，墙上写着“齐某某”三字。"


def test_two_people_of_one_surname_stay_apart() -> None:
    done = mask("组长：张立国\n副组长：张文博\n成员：张立国", tagger=NoTagger())
    assert done.masked == "组长：张某某\n副组长：张某某2\n成员：张某某"


def test_a_new_person_does_not_take_a_mask_that_stands_in_the_text() -> None:
    assert "张某某2" in mask("张某某到场。局长张立国主持。").masked


def test_the_roster_counts_and_what_is_kept_stays() -> None:
    text = "白者嘎与安宁到场，雷锋号窗口受理。局长齐维钧主持。"
    done = mask(text, roster=["白者嘎", " 安宁 "], keep=["齐维钧"], add=["雷锋号"])
    assert "白者嘎" not in done.masked
    assert "安宁" not in done.masked
    assert "雷锋号" not in done.masked
    assert "齐维钧主持" in done.masked


def test_strict_lists_what_may_be_a_name_with_its_place() -> None:
    text = "记录在案的还有敬大川的意见。"
    found = mask(text, strict=True)
    (doubt,) = found.unsure
    assert (doubt.text, text[doubt.start : doubt.end], doubt.kind) == ("敬大川", "敬大川", "person")
    assert "请核对" in doubt.reason
    assert mask(text).unsure == ()


def test_without_a_tagger_lists_and_posts_are_still_read() -> None:
    text = "组长：瞿万林（镇长）\n副组长：卜洪涛、冷雪松"
    done = mask(text, tagger=NoTagger())
    assert done.masked == "组长：瞿某某（镇长）\n副组长：卜某某、冷某某"
