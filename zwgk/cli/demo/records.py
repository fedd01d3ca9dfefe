"""The records of one day at a desk, spread over its hours."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from zwgk.campaigns.models import Participation
from zwgk.cli.demo.cases import Case
from zwgk.cli.demo.texts import MATTERS, QUESTIONS
from zwgk.core.actor import Actor
from zwgk.desk import actions as desk_actions
from zwgk.desk.models import Desk

_SHANGHAI = ZoneInfo("Asia/Shanghai")


def record_day(
    part: Participation, case: Case, attendant: Actor, clerk: Actor, chance: random.Random
) -> Desk:
    """Set the desk up and record the case's visits, questions, handouts and tallies."""
    opens = datetime(case.day.year, case.day.month, case.day.day, 8, 30, tzinfo=_SHANGHAI)
    desk = desk_actions.open_desk(
        part, name=f"{part.unit.short_name}咨询台", place=case.place, opens_at=opens,
        closes_at=opens + timedelta(hours=8), by=clerk,
    )  # fmt: skip
    for name, staff, topics in case.departments:
        desk_actions.add_department(desk, name=name, staff=staff, topics=topics, by=clerk)
    day = _Day(desk, opens, attendant, chance)
    day.visits(case.visits)
    day.questions(case)
    for name, form, copies in case.materials:
        day.handouts(part, name, form, copies, clerk)
    if case.tallied:
        day.tally("visitors", case.tallied, "入口计数器，每半小时抄录")
    if case.materials_tallied:
        day.tally("materials_distributed", case.materials_tallied, "领料单与剩余数核对")
    return desk


class _Day:
    """Records things at random moments of the desk's hours."""

    def __init__(self, desk: Desk, opens: datetime, by: Actor, chance: random.Random) -> None:
        self.desk, self.opens, self.by, self.chance = desk, opens, by, chance

    def _moment(self) -> datetime:
        return self.opens + timedelta(minutes=self.chance.randint(3, 470))

    def visits(self, people: int) -> None:
        """Visitors one by one or in small groups until ``people`` have come."""
        while people:
            together = min(people, self.chance.choice((1, 1, 1, 2, 3)))
            desk_actions.record_visit(
                self.desk, people=together, matter=self.chance.choice(MATTERS), by=self.by,
                recorded_at=self._moment(),
            )  # fmt: skip
            people -= together

    def questions(self, case: Case) -> None:
        """The case's questions, so many answered on the spot, rated, satisfied."""
        chosen = [QUESTIONS[n % len(QUESTIONS)] for n in range(case.questions)]
        self.chance.shuffle(chosen)
        for number, (text, _, answer) in enumerate(chosen):
            rating = ""
            if number < case.rated:
                rating = "satisfied" if number < case.satisfied else "fair"
            desk_actions.record_question(
                self.desk, text=text, answer=answer, rating=rating,
                department=case.departments[number % len(case.departments)][0],
                on_spot=number < case.on_spot, by=self.by, recorded_at=self._moment(),
            )  # fmt: skip

    def handouts(
        self, part: Participation, name: str, form: str, copies: int, clerk: Actor
    ) -> None:
        """A material, handed out in small lots until ``copies`` are gone."""
        material = desk_actions.add_material(part, name=name, form=form, by=clerk)
        while copies:
            lot = min(copies, self.chance.choice((1, 1, 2, 3, 5)))
            desk_actions.record_handout(
                self.desk, material=material, copies=lot, by=self.by, recorded_at=self._moment()
            )
            copies -= lot

    def tally(self, kind: str, value: int, evidence: str) -> None:
        """What was counted and not recorded one by one."""
        desk_actions.record_tally(
            self.desk, kind=kind, value=value, counted_by=self.by.name, evidence=evidence,
            by=self.by, recorded_at=self.opens + timedelta(hours=8),
        )  # fmt: skip
