"""Texts to compare: random ones of any characters, and two invented summaries."""

from random import Random

from hypothesis import strategies as st

SOURCE = (
    "柳河镇关于开展政务公开日活动的总结\n"
    "根据《柳河县人民政府办公室关于做好第十二个政务公开日有关工作的通知》要求，我镇精心组织了宣传。\n"
    "活动前，镇党委书记主持召开碰头会，把土地流转、危房改造和低保复核三件事分到六个站所，逐一定下人头。\n"
    "赶集那天，十二名干部在农贸市场支起五张桌子，摆出展板8块，向来往乡亲送出明白纸1800余份、环保袋500个。\n"
    "前来打听养老金认证办法的老人最多，社保所的同志翻出手机一步一步教，半天工夫帮三十多人办好了手续。\n"
    "会后统计，乡亲们留下意见四十七条，其中水渠清淤、路灯维修两件已由水利站和村建办领走，月底前给回话。\n"
)  # fmt: skip
STRANGER = (
    "南塘街道政务公开周小结\n"
    "街道把开放日办进了社区食堂，邀请物业经理和退休教师坐到一张桌前，谈垃圾清运和电梯加装的难处。\n"
    "消防中队带来烟雾帐篷，孩子们排队体验逃生，家长则在一旁扫码查看学区划分的办法，问得仔细。\n"
    "短视频平台的直播吸引了九千多次观看，弹幕里问得最多的是公租房轮候，房管所的姑娘边看边答。\n"
)  # fmt: skip

# Any text at all, surrogates and marks without width among it.
ANY = st.text(max_size=200)


def nonsense(seed: int, length: int) -> str:
    """Characters in no order: nothing of it stands anywhere else."""
    random = Random(seed)
    return "".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(length))
