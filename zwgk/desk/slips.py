"""Visit tokens for phones: some are on each, so that it can show one without a network."""

from django.db import transaction

from zwgk.desk.models import Device, Question
from zwgk.desk.ratings import link_of, new_tokens

AT_ONCE = 30
FEW = 15  # with fewer unused, new ones take their place


@transaction.atomic
def links_for(device: Device) -> list[str]:
    """The links a phone may show; the same until most of them were used."""
    desk = device.desk_pass.desk
    assert desk is not None
    slips = set(device.slips)
    rows = Question.objects.filter(device=device, token__in=slips).order_by()
    left = slips - set(rows.values_list("token", flat=True))
    if len(left) < FEW:
        device.slips = new_tokens(desk, AT_ONCE)
        device.save(update_fields=["slips"])
    return [link_of(token) for token in device.slips]
