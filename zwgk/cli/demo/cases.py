"""The two seed cases and the twelve further units, as facts.

The figures of the two cases are those of the real summaries the design quotes (§6); city, persons
and wording are invented.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Case:
    """What one unit did. ``visits`` are recorded one by one, ``tallied`` counted at the gate."""

    code: str
    day: date
    theme: str
    place: str
    visits: int
    tallied: int
    questions: int
    satisfied: int
    rated: int
    on_spot: int
    materials: tuple[tuple[str, str, int], ...]
    materials_tallied: int
    departments: tuple[tuple[str, int, str], ...]
    group: tuple[tuple[str, str, str, str], ...]
    meeting: tuple[str, date, str, str]
    tasks: tuple[tuple[str, str, int | None], ...]
    plan: str
    next_steps: str


ZONE = Case(
    code="demo-zone",
    day=date(2018, 5, 15),
    theme="",
    place="开发区管委会门前",
    visits=34,
    tallied=0,
    questions=23,
    satisfied=21,
    rated=21,
    on_spot=22,
    materials=(("开发区宣传图册", "brochure", 37), ("项目办理流程宣传单", "leaflet", 22)),
    materials_tallied=0,
    departments=(("行政办公室", 3, "政务公开"), ("项目服务科", 2, "项目办理"),
                 ("科技创新科", 2, "孵化基地"), ("规划建设科", 1, "用地和建设")),
    group=(
        ("head", "骆长风", "开发区管委会主任", "对政务公开日活动负总责"),
        ("deputy", "邵云帆", "管委会副主任", "对活动具体负责"),
        ("member", "费思齐", "行政办公室主任", "率领工作人员在现场接待群众"),
    ),
    meeting=("政务公开日活动专题会议", date(2018, 5, 3), "管委会会议室",
             "研究确定活动的内容和形式，指定活动项目的负责人，并提出具体要求"),
    tasks=(
        ("meeting_held", "召开专题会议部署活动", None),
        ("group_formed", "成立活动领导小组，明确组长负总责、副组长具体负责", None),
        ("staff_assigned", "各部门主要领导按照主管工作各负其责，相关处室选定专人全程参与", None),
        ("items_checked",
         "活动前，领导小组组织机关各处室对政务公开的办事内容和办事程序进行了认真检查", 46),
        ("items_completed", "对应当公开的办事内容和办事程序作了补充和完善", 7),
        ("board_remade", "重新制作了长期政务公开板", 1),
        ("process_board", "设立开发区项目办理流程宣传板和科技孵化示范基地板图", 2),
        ("slogans_scheduled", "在办公楼内液晶显示屏上滚动播放第十二个政务公开日和活动主题标语", 1),
        ("brochure_printed",
         "印制开发区宣传图册和科技孵化示范基地简介，介绍管理职能、服务范围和基本流程", None),
        ("desk_set_up", "在管委会门前设立咨询台，与市政府同时开展活动", None),
    ),
    plan="在管委会门前设立咨询台和宣传板，与市政府同时开展活动；办公楼内电子屏滚动播放标语。",
    next_steps="我区将继续完善政务公开目录，及时更新长期公开板，把政务公开与优化营商环境结合起来，"
    "不断提高服务企业和群众的水平",
)  # fmt: skip

TOWN = Case(
    code="demo-town",
    day=date(2018, 5, 18),
    theme="解决群众办事难，打造营商环境最优镇",
    place="镇便民服务大厅门前广场",
    visits=64,
    tallied=252,
    questions=42,
    satisfied=42,
    rated=42,
    on_spot=42,
    materials=(("政务公开宣传单", "leaflet", 120), ("便民服务手册", "handbook", 96)),
    materials_tallied=1620,
    departments=(("人口和计划生育办公室", 2, "人口和生育登记"),
                 ("土地村建办公室", 2, "宅基地和建房"),
                 ("司法所", 2, "纠纷调解和法律援助"), ("卫生院", 2, "合作医疗")),
    group=(
        ("head", "尹望舒", "镇长", "对活动负总责"),
        ("deputy", "童大川", "副镇长", "对活动具体负责"),
        ("member", "戚采薇", "镇政务公开办公室主任", "组织各站所参加现场活动"),
    ),
    meeting=("政务公开日活动部署会", date(2018, 5, 7), "镇政府二楼会议室",
             "通过活动方案，要求各站所负责人和机关年轻干部参加活动"),
    tasks=(
        ("meeting_held", "召开部署会，制定活动方案", None),
        ("group_formed", "成立活动领导小组", None),
        ("staff_assigned", "主要站所负责人和机关年轻骨干全部参加", None),
        ("items_checked", "组织各站所逐项核对镇政府的行政管理和公共服务事项", 61),
        ("items_completed", "对办理审批程序不完整的事项作了补充", 9),
        ("banners_hung", "在镇区主要路口和服务大厅悬挂政务公开条幅", 6),
        ("slogans_scheduled",
         "在便民服务大厅电子显示屏上滚动播放活动主题，宣传推进权力公开、建设服务政府", 1),
        ("brochure_printed", "印制宣传单和便民服务手册，介绍各站所职能和审批程序", None),
        ("desk_set_up", "在便民服务大厅门前广场设立咨询台", None),
    ),
    plan="5月18日在便民服务大厅门前广场设立咨询台，人口、土地、司法、卫生等部门参加。",
    next_steps="我镇将进一步加强政务公开平台建设，创新公开载体，拓展公开渠道，把政务公开工作推向深入",
)  # fmt: skip


@dataclass(frozen=True)
class Further:
    """A further unit of the city and how far it has come."""

    code: str
    name: str
    short_name: str
    level: str
    self_reference: str
    reaches: str


FURTHER: tuple[Further, ...] = (
    Further("demo-civil", "云岭市民政局", "市民政局", "department", "我局", "accepted"),
    Further(
        "demo-labour", "云岭市人力资源和社会保障局", "市人社局", "department", "我局", "accepted"
    ),
    Further("demo-land", "云岭市国土资源局", "市国土资源局", "department", "我局", "submitted"),
    Further("demo-health", "云岭市卫生和计划生育局", "市卫计局", "department", "我局", "submitted"),
    Further("demo-justice", "云岭市司法局", "市司法局", "department", "我局", "returned"),
    Further("demo-school", "云岭市教育局", "市教育局", "department", "我局", "submitted"),
    Further("demo-north", "云岭市北关街道办事处", "北关街道", "town", "我街道", "accepted"),
    Further("demo-south", "云岭市南湖街道办事处", "南湖街道", "town", "我街道", "summarised"),
    Further("demo-wood", "云岭市青林镇人民政府", "青林镇", "town", "我镇", "under_way"),
    Further("demo-stone", "云岭市石桥镇人民政府", "石桥镇", "town", "我镇", "planned"),
    Further("demo-reed", "云岭市芦塘乡人民政府", "芦塘乡", "town", "我乡", "acknowledged"),
    Further("demo-sand", "云岭市沙河镇人民政府", "沙河镇", "town", "我镇", "notified"),
    # Works without the system: the city's office hands its summary in.
    Further("demo-hill", "云岭市杏花岭镇人民政府", "杏花岭镇", "town", "我镇", "notified"),
)
