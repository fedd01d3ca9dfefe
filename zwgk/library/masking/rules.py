"""Who may mask and who may confirm, and in which state of a sample."""

from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require
from zwgk.library.models import Sample

OPEN_STATES = (Sample.State.DRAFT, Sample.State.WITHDRAWN)


def _reaches(sample: Sample, by: Actor) -> bool:
    """The unit itself; of a submitted summary a superior as well."""
    if sample.unit_id == by.unit_id:
        return True
    return sample.submission_id is not None and sample.unit.path.startswith(by.unit_path)


def may_mask(sample: Sample, by: Actor) -> bool:
    """Officers and reviewers of the unit; of a submitted summary reviewers above it as well."""
    own = sample.unit_id == by.unit_id and by.may(Permission.EDIT)
    return own or may_review(sample, by)


def may_review(sample: Sample, by: Actor) -> bool:
    """Whether the actor's role lets them publish the sample."""
    return _reaches(sample, by) and by.may(Permission.REVIEW)


def may_confirm(sample: Sample, by: Actor) -> bool:
    """Whether the actor is the second person for masks that wait for one."""
    waiting = sample.state == Sample.State.PROPOSED
    return waiting and may_review(sample, by) and not has_masked(sample, by)


def has_masked(sample: Sample, by: Actor) -> bool:
    """Whether the actor handed the masks in or decided one of them."""
    if sample.proposed_by_id == by.user_id:
        return True
    return bool(sample.proposals.filter(decided_by_id=by.user_id).exists())


def require_masker(sample: Sample, by: Actor) -> None:
    """Raise NotAllowed unless the actor may mask."""
    if not may_mask(sample, by):
        raise NotAllowed("您在本单位的岗位不能处理这份总结的遮蔽，请联系单位管理员。")


def require_reviewer(sample: Sample, by: Actor) -> None:
    """Raise NotAllowed unless the actor may publish the sample."""
    require(by, Permission.REVIEW)
    if not _reaches(sample, by):
        raise NotAllowed("只能公开本单位的总结，以及下级单位报送的总结。")


def locked(sample: Sample) -> Sample:
    """The row as it is now, held until the end of the transaction."""
    row: Sample = Sample.objects.select_for_update(of=("self",)).select_related("unit").get(
        pk=sample.pk
    )  # fmt: skip
    return row


def locked_open(sample: Sample) -> Sample:
    """The row held for a change of its masks. Raises DomainError while it is handed in."""
    row = locked(sample)
    if row.state == Sample.State.PROPOSED:
        raise DomainError("遮蔽已提交复核，不能再改；如需修改，请复核人退回。")
    if row.state == Sample.State.PUBLISHED:
        raise DomainError("这份总结已经公开，如需修改遮蔽，请先从门户撤下。")
    return row
