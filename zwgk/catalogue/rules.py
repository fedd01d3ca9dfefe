"""Who may review an item at its stage: nobody reviews own work, nobody signs two stages.

A superior does not review in a unit's stead: who discloses answers for it (条例第10、17条, from
memory). A small unit sets two reviews instead of three.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from zwgk.catalogue.models import ItemMove, ItemRevision, ReviewRule, ServiceItem, State
from zwgk.core.actor import Actor, Permission

NEEDS = {
    State.FIRST: Permission.REVIEW, State.SECOND: Permission.REVIEW, State.FINAL: Permission.ISSUE,
}  # fmt: skip
_SIGNED = {
    State.FIRST: Q(pk__isnull=True),
    State.SECOND: Q(from_state=State.FIRST, to_state__in=[State.SECOND, State.FINAL]),
    State.FINAL: Q(from_state=State.FIRST, to_state__in=[State.SECOND, State.FINAL])
    | Q(from_state=State.SECOND, to_state=State.FINAL),
}


def stages_set(unit_id: int) -> int:
    """How many reviews a unit has set; three unless it chose two."""
    rule = ReviewRule.objects.filter(unit_id=unit_id).first()
    return rule.stages if rule else 3


def wrote(by: Actor) -> Q:
    """Items of which the actor wrote what is not yet public, or handed it in."""
    since = Coalesce(OuterRef("published_version"), 0)
    versions = ItemRevision.objects.filter(
        item=OuterRef("pk"), made_by_user=by.user_id, number__gt=since
    )
    return Exists(versions) | Q(submitted_by_user=by.user_id) | Q(edited_by_user=by.user_id)


def signed_before(by: Actor, stage: State) -> Exists:
    """Items whose earlier reviews in this round hold the actor's approval."""
    moves = ItemMove.objects.filter(
        _SIGNED[stage], item=OuterRef("pk"), by_user=by.user_id, at__gte=OuterRef("submitted_at")
    )
    return Exists(moves)


def why_not(item: ServiceItem, by: Actor) -> str:
    """Why the actor may not approve the item now; empty where they may."""
    stage = State(item.state)
    if stage not in NEEDS:
        return f"当前状态为“{item.get_state_display()}”，不能审核，请刷新页面后再试。"
    if not by.may(NEEDS[stage]):
        return "终审由分管领导办理。" if stage == State.FINAL else "初审、复审由审核人办理。"
    row = ServiceItem.objects.filter(pk=item.pk)
    if row.filter(wrote(by)).exists():
        return "不能审核自己填写或提交的事项，请由其他审核人办理。"
    if row.filter(signed_before(by, stage)).exists():
        return "您已经办理过这个事项前面的审核，这一级请由其他人办理。"
    return ""
