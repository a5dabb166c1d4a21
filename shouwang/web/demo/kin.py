"""Grown-up relatives and the numbers and names that everybody in a family gets."""

from datetime import date
from random import Random

from shouwang.web.demo.chance import Weighted, some_day
from shouwang.web.demo.naming import HAN, NameMaker
from shouwang.web.demo.numbering import NumberMaker
from shouwang.web.demo.people import Family, Person, Village
from shouwang.web.demo.places import Place

MOTHER_FROM_ELSEWHERE, BOY = 0.28, 0.545


class KinMaker:
    """Makes the people of one county: parents, grandparents, others who could take a child."""

    def __init__(self, rng: Random, place: Place, *, today: date, salt: int) -> None:
        self.rng, self.place = rng, place
        day = (today - date(1970, 1, 1)).days
        self.numbers = NumberMaker(rng, keys_from_ms=(day - 3) * 86_400_000 + int(place.code) + salt * 1_000_000)
        self.names = NameMaker(rng)
        self.ethnicities = Weighted([*place.minorities, (HAN, 1 - sum(share for _, share in place.minorities))])
        self.township_prefixes = dict(place.township_prefixes)

    def prefix(self, year: int, village: Village) -> str:
        """The county code that a number registered in that year begins with."""
        if village.township in self.township_prefixes:
            return self.township_prefixes[village.township]
        return next(prefix for last, prefix in self.place.prefixes if year <= last)

    def person(self, village: Village, name: str, sex: str, born_on: date, ethnicity: str, prefix: str) -> Person:
        number = self.numbers.citizen_id(prefix=prefix, born_on=born_on, sex=sex)
        return Person(self.numbers.key(), name, sex, born_on, ethnicity=ethnicity, citizen_id=number)

    def parents(
        self, village: Village, surname: str, ethnicity: str, births: list[tuple[date, str]]
    ) -> tuple[Person, Person]:
        rng, eldest = self.rng, births[0][0]
        born = [some_day(rng, date(eldest.year - age - 9, 1, 1), date(eldest.year - age, 12, 31)) for age in (22, 20)]
        people = []
        for sex, day in zip(("male", "female"), born, strict=True):
            own = surname if sex == "male" else self.names.surname()
            name = self.names.person(surname=own, sex=sex, year=day.year, ethnicity=ethnicity)
            prefix = self.prefix(max(day.year, 1984), village)
            if sex == "female" and rng.random() < MOTHER_FROM_ELSEWHERE:
                prefix = rng.choice(self.place.neighbours)
            person = self.person(village, name, sex, day, ethnicity, prefix)
            if rng.random() < 0.06:
                person.citizen_id = None
            people.append(person)
        return people[0], people[1]

    def add_elders(self, family: Family, father: Person, first_birth: int) -> None:
        """Grandparents, mostly the father's; sometimes an aunt or a neighbour who could take a child."""
        rng = self.rng
        is_paternal = rng.random() < 0.78
        surname = family.surname if is_paternal else self.names.surname()
        for relation, sex in (("61", "male"), ("62", "female")) if is_paternal else (("63", "male"), ("64", "female")):
            year = (father.born_on.year if father.born_on else first_birth - 26) - 21 - int(rng.random() * 10)
            born_on = some_day(rng, date(year, 1, 1), date(year, 12, 31))
            own = surname if sex == "male" else self.names.surname()
            name = self.names.person(surname=own, sex=sex, year=year, ethnicity=father.ethnicity or HAN)
            elder = self.person(family.village, name, sex, born_on, father.ethnicity, self.prefix(1984, family.village))
            elder.alive = rng.random() < (0.86 if sex == "male" else 0.93)
            elder.phone = self.numbers.phone() if elder.alive and rng.random() < 0.6 else None
            if rng.random() < 0.2:
                elder.citizen_id = None
            family.elders.append((relation, elder))
        if rng.random() < 0.06 or not any(elder.alive for _, elder in family.elders):
            self._other_carer(family, father)

    def _other_carer(self, family: Family, father: Person) -> None:
        rng = self.rng
        year = father.born_on.year + int(rng.random() * 12) - 4
        sex = "female" if rng.random() < 0.6 else "male"
        name = self.names.person(surname=self.names.surname(), sex=sex, year=year)
        born_on = some_day(rng, date(year, 1, 1), date(year, 12, 31))
        other = self.person(family.village, name, sex, born_on, HAN, self.prefix(max(year, 1984), family.village))
        other.phone = self.numbers.phone()
        family.others.append(other)

    def draw_sex(self) -> str:
        return "male" if self.rng.random() < BOY else "female"
