"""Synthetic families, one village after another: first the family, then its names and numbers, then what is known of it.

Pure and repeatable: the same seed, place, villages and day give the same families. Nothing is kept, so a million children
pass in the memory of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from shouwang.web.demo import caring, childhood, circumstances, histories
from shouwang.web.demo.chance import Weighted, add_years, some_day
from shouwang.web.demo.kin import KinMaker
from shouwang.web.demo.naming import HAN
from shouwang.web.demo.people import Child, Family, Person, Village
from shouwang.web.demo.places import Place

AGES = Weighted([((0, 5), 20), ((6, 13), 62), ((14, 15), 11), ((16, 17), 7)])
MORE_CHILDREN = Weighted([(0, 56), (1, 35), (2, 8), (3, 1)])
STATUS = Weighted([("listed", 82), ("exited", 7), ("not_listed", 11)])
TWINS, REMARRIED, NO_NUMBER = 0.015, 0.04, 0.012
SURVEY_DAYS = 800


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is made for: `children` child files on `today`, with histories of the last `months`.

    `salt` sets the keys of rows apart from those of another run with the same seed.
    """

    place: Place
    today: date
    children: int
    seed: int = 1
    months: int = 6
    salt: int = 0


class FamilyMaker(KinMaker):
    """Makes the families of one county, village by village."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(
            Random(f"{setting.seed}:{setting.place.code}"), setting.place, today=setting.today, salt=setting.salt
        )
        self.setting, self.today = setting, setting.today
        self.destinations = Weighted(setting.place.destinations)
        self.surveyed_on = setting.today - timedelta(days=SURVEY_DAYS)

    def family(self, village: Village, room: int) -> Family:
        """One family with at most `room` children."""
        rng = self.rng
        surname = self.names.surname(village.name)
        ethnicity = self.ethnicities.pick(rng)
        status = STATUS.pick(rng)
        births = self._births(room)
        kind = (circumstances.NOT_LISTED if status == "not_listed" else circumstances.LISTED).pick(rng)
        if status == "exited" and rng.random() < 0.7:
            kind = "returned"
        father, mother = self.parents(village, surname, ethnicity, births)
        phones = (self.numbers.phone(), self.numbers.phone())
        place = self.destinations.pick(rng)
        youngest = births[-1][0]
        known_father, known_mother = circumstances.settle(
            rng, kind, father, mother, today=self.today, youngest=youngest, place=place, phones=phones
        )
        family = Family(self.numbers.key(), village, kind, surname, known_father, known_mother)
        family.is_recorded = rng.random() < 0.95
        self.add_elders(family, father, births[0][0].year)
        for born_on, sex in births:
            family.children.append(self._child(family, born_on, sex, ethnicity, father, status))
        if len(births) > 1 and rng.random() < REMARRIED:
            self._remarry(family)
        for child in family.children:
            histories.remember(
                rng, family, child, today=self.today, months=self.setting.months, priority=self.place.priority
            )
        return family

    def _births(self, room: int) -> list[tuple[date, str]]:
        """(born on, sex) of the children under eighteen, the eldest first; twins share the day."""
        rng = self.rng
        low, high = AGES.pick(rng)
        last = add_years(self.today, -low) - timedelta(days=1)
        births = [(some_day(rng, max(add_years(self.today, -high - 1), date(1970, 1, 1)), last), self.draw_sex())]
        for _ in range(min(MORE_CHILDREN.pick(rng), room - 1)):
            gap = timedelta(days=420 + int(rng.random() * 2000))
            births.append((births[-1][0] + (gap if rng.random() < 0.55 else -gap), self.draw_sex()))
        if room > len(births) and rng.random() < TWINS:
            births.append((births[0][0], births[0][1] if rng.random() < 0.6 else self.draw_sex()))
        adult = add_years(self.today, -18)
        kept = [birth for birth in births if adult < birth[0] < self.today]
        return sorted(kept or births[:1])

    def _child(self, family: Family, born_on: date, sex: str, ethnicity: str, father: Person, status: str) -> Child:
        rng, village = self.rng, family.village
        name = self._child_name(family, sex, born_on.year, ethnicity, father.name.split("·")[0])
        person = self.person(village, name, sex, born_on, ethnicity, self.prefix(born_on.year, village))
        if rng.random() < NO_NUMBER:
            person.citizen_id = None
            person.no_citizen_id_because = childhood.draw_reason_for_no_number(rng)
            person.birth_certificate = self.numbers.birth_certificate() if rng.random() < 0.6 else None
        person.address = f"{village.name}{1 + int(rng.random() * 9)}组{1 + int(rng.random() * 160)}号"
        child = Child(self.numbers.key(), person, family.father, family.mother, opened_on=self.today)
        childhood.put_on_ledger(rng, family, child, status=status, today=self.today, surveyed_on=self.surveyed_on)
        childhood.describe(rng, family, child, today=self.today)
        caring.look_after(rng, self.numbers, family, child, today=self.today)
        return child

    def _child_name(self, family: Family, sex: str, year: int, ethnicity: str, father: str) -> str:
        """A name that no brother or sister has."""
        taken = [child.person.name for child in family.children]
        for _ in range(9):
            name = self.names.person(
                surname=family.surname, sex=sex, year=year, ethnicity=ethnicity, elder=father,
                brother=taken[-1] if taken else "",
            )  # fmt: skip
            if name not in taken:
                break
        return name

    def _remarry(self, family: Family) -> None:
        """The last child has another mother; the first one's lives elsewhere."""
        rng, last = self.rng, family.children[-1]
        if family.mother is None or last.mother is None:
            return
        year = 1978 + int(rng.random() * 20)
        name = self.names.person(surname=self.names.surname(), sex="female", year=year)
        born_on = some_day(rng, date(year, 1, 1), date(year, 12, 31))
        mother = self.person(family.village, name, "female", born_on, HAN, rng.choice(self.place.neighbours))
        for fact in ("away", "away_since", "home_since", "work_place", "reachable", "incapable"):
            setattr(mother, fact, getattr(family.mother, fact))
        mother.alive = family.mother.alive
        family.others.append(mother)
        last.mother = mother


def generate_families(
    setting: Setting, villages: Sequence[Village], maker: FamilyMaker | None = None
) -> Iterator[Family]:
    """Families with `setting.children` children in all, spread over the villages by chance and size."""
    maker = maker or FamilyMaker(setting)
    for village, count in spread(maker.rng, villages, setting.children):
        while count > 0:
            family = maker.family(village, count)
            count -= len(family.children)
            yield family


def spread(rng: Random, villages: Sequence[Village], children: int) -> list[tuple[Village, int]]:
    """How many children each village has: villages differ, urban communities have few."""
    weights = [rng.lognormvariate(0, 0.5) * (0.3 if not village.name.endswith("村") else 1) for village in villages]
    total = sum(weights)
    counts, owed, given = [], 0.0, 0
    for village, weight in zip(villages, weights, strict=True):
        owed += children * weight / total
        counts.append((village, round(owed) - given))
        given = round(owed)
    return counts
