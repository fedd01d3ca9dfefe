"""Reading figures through the scoping doors."""

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.figures.ledger import Ledger, ledger


def ledger_for(participation: Participation, actor: Actor) -> Ledger:
    """The live ledger, which only the unit itself reads; superiors read what was submitted."""
    if participation.unit_id != actor.unit_id:
        return Ledger({})
    return ledger(participation.pk)
