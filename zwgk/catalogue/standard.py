"""The answers the columns of the standard catalogue allow (国办发〔2019〕54号)."""

from django.db import models


class Within(models.TextChoices):
    """公开时限: by when an item is disclosed (条例第26条 for the twenty working days)."""

    TWENTY_DAYS = "20-days", "信息形成或者变更之日起20个工作日内"
    ALWAYS = "always", "长期公开"
    OTHER = "other", "其他"


class Channel(models.TextChoices):
    """公开渠道和载体: where an item is shown; an item has several."""

    SITE = "site", "政府网站"
    GAZETTE = "gazette", "政府公报"
    NEW_MEDIA = "new-media", "两微一端"
    CONFERENCE = "conference", "发布会/听证会"
    BROADCAST = "broadcast", "广播电视"
    PRINT = "print", "纸质媒体"
    READING_PLACE = "reading-place", "公开查阅点"
    SERVICE_CENTRE = "service-centre", "政务服务中心"
    SERVICE_STATION = "service-station", "便民服务站"
    ON_SITE = "on-site", "入户/现场"
    BOARD = "board", "社区/企事业单位/村公示栏（电子屏）"
    PUSHED = "pushed", "精准推送"
    OTHER = "other", "其他"


class Audience(models.TextChoices):
    """公开对象: everybody, or a group that is named."""

    ALL = "all", "全社会"
    GROUP = "group", "特定群体"


class Mode(models.TextChoices):
    """公开方式: of its own accord, or when somebody applies."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on-request", "依申请公开"


class Level(models.TextChoices):
    """公开层级: which levels of government disclose the item."""

    COUNTY = "county", "县级"
    TOWN = "town", "乡级"
    VILLAGE = "village", "村级"
