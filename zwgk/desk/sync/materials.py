"""Which material a handout means: one of the list, or a name that enters the list once."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q

from zwgk.campaigns.models import Participation
from zwgk.desk.models import Handout, Material
from zwgk.desk.sync.receipt import Refusal
from zwgk.desk.sync.wire import Arrival


class Materials:
    """The materials some handouts mean; what is named for the first time was made."""

    def __init__(self, participation: Participation, arrivals: Sequence[Arrival]) -> None:
        wanted = {a.fields["material"] for a in arrivals if a.model is Handout}
        self._names = {name for name in wanted if isinstance(name, str)}
        self._numbers = wanted - self._names
        self._part = participation
        self._found: dict[int | str, Material] = {}
        if wanted:
            self._read()
        self.made = sorted(self._names - set(self._found))
        if self.made:
            # Two phones may name the same one at once.
            Material.objects.bulk_create(
                (Material(participation=participation, name=name) for name in self.made),
                ignore_conflicts=True,
            )
            self._read()

    def _read(self) -> None:
        wanted = Q(pk__in=self._numbers) | Q(name__in=self._names)
        for row in Material.objects.filter(wanted, participation=self._part).order_by():
            self._found |= {row.pk: row, row.name: row}

    def resolved(self, arrival: Arrival) -> Arrival:
        """The arrival with the row of its material. Raises Refusal."""
        if arrival.model is not Handout:
            return arrival
        material = self._found.get(arrival.fields["material"])
        if material is None:
            raise Refusal("这种资料不在本次活动的资料清单中，请重新选择资料。")
        return replace(arrival, fields={**arrival.fields, "material": material})
