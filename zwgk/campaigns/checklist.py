"""The standard checklist (标准任务清单), drawn from the two seed cases.

Due days count from the first day of the campaign: negative before it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChecklistEntry:
    """One standard task; ``counts`` is the figure kind its quantity feeds, if any."""

    key: str
    title: str
    due: int
    hint: str
    counts: str = ""


CHECKLIST: tuple[ChecklistEntry, ...] = (
    ChecklistEntry(
        "meeting_held", "召开专题会议", -12, "写明会议部署的内容；会议本身在“会议”中登记"
    ),
    ChecklistEntry("group_formed", "成立活动领导小组", -12, "写明组长负总责、副组长具体负责的分工"),
    ChecklistEntry("staff_assigned", "相关科室选定专人", -10, "写明参与的科室和责任方式"),
    ChecklistEntry(
        "items_checked", "核查办事内容和办事程序", -7, "核查的公开事项项数", "items_checked"
    ),
    ChecklistEntry(
        "items_completed", "补充完善公开事项", -5, "补充完善的公开事项项数", "items_completed"
    ),
    ChecklistEntry("board_remade", "重新制作长期政务公开板", -3, "公开板块数和设置地点", "boards"),
    ChecklistEntry("process_board", "设立办事流程宣传板", -2, "宣传板块数和内容", "boards"),
    ChecklistEntry("brochure_printed", "印制宣传图册和宣传单", -3, "印制的资料名称和内容"),
    ChecklistEntry(
        "slogans_scheduled",
        "电子屏滚动播放标语",
        -1,
        "电子屏块数和标语内容；用平台播放的屏自动计数，这里只填其余的",
        "screens",
    ),
    ChecklistEntry("banners_hung", "悬挂宣传条幅", -1, "条幅条数和内容", "banners"),
    ChecklistEntry("desk_set_up", "设立咨询台", 0, "写明咨询台的地点；咨询台本身在“咨询台”中登记"),
    ChecklistEntry("photos_kept", "留存活动照片", 0, "可上传一张有代表性的照片作为佐证"),
)

BY_KEY = {entry.key: entry for entry in CHECKLIST}


def tasks_counting(kind: str) -> tuple[str, ...]:
    """Keys of the standard tasks whose quantity feeds a figure kind."""
    return tuple(entry.key for entry in CHECKLIST if entry.counts == kind)
