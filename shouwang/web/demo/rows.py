"""From generated families to rows of the tables, in the order of their columns."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from shouwang.access.encryption import blind_index, encrypt
from shouwang.access.models import Event
from shouwang.duties.models import Mark
from shouwang.mechanisms.delegation.models import Agreement
from shouwang.mechanisms.visit.models import Visit
from shouwang.registry.models import CareSpell, Child, File, Kin, Membership, Person
from shouwang.registry.names import keys
from shouwang.web.demo import people
from shouwang.web.demo.establishing import Established
from shouwang.web.demo.staffing import Holder

HERE = ZoneInfo("Asia/Shanghai")
LATE_ENTRY = 0.08

PERSON = (
    "id", "county_id", "name", "pinyin", "sex", "ethnicity", "born_on", "citizen_id", "citizen_id_index",
    "no_citizen_id_because", "birth_certificate", "phone", "phone_index", "address", "alive", "died_on", "away", "away_since",
    "home_since", "work_place", "reachable", "incapable", "incapable_confirmed", "incapable_basis", "incapable_review_on",
    "is_synthetic",
)  # fmt: skip
FILE = (
    "id", "county_id", "kind", "number", "name", "pinyin", "initials", "grams", "township_id", "village_id", "school_id",
    "person_id", "household_id", "opened_on", "withdrawn_because", "is_synthetic",
)  # fmt: skip
CHILD_FACTS = (
    "listed_on", "exited_on", "exited_because", "rural", "hukou_registered", "hukou_kind", "hukou_place", "has_land",
    "has_homestead", "village_member", "low_income_area", "health", "disability_kind", "disability_grade", "illness",
    "schooling", "class_name", "boarding", "lives_alone", "family_hardship", "without_support", "guardianship_kind",
    "guardianship_rating", "care_form", "pledge_signed_on", "school_marked_on", "system_entered_on", "last_called_on",
    "last_met_on",
)  # fmt: skip
CHILD = (
    "file_id", "county_id", "father_id", "mother_id", "school_name", "supervisor_name", "income", "relief", "categories",
    *CHILD_FACTS,
)  # fmt: skip
CARE = (
    "id", "county_id", "file_id", "kind", "carer_id", "relation", "from_on", "until_on", "fit", "willing", "banned", "agreement",
    "agreed_from", "agreed_until",
)  # fmt: skip
KIN = ("id", "county_id", "child_id", "person_id", "relation")
MEMBERSHIP = ("id", "county_id", "household_id", "person_id", "from_on")
EVENT = (
    "id", "county_id", "file_id", "what", "done_on", "entered_at", "user_id", "post_id", "office_id", "detail", "proof_of",
)  # fmt: skip
MARK = ("county_id", "file_id", "what", "first_on", "last_on", "times")
VISIT = (
    "id", "county_id", "file_id", "planned_on", "done_on", "not_done_because", "visitor", "is_child_seen",
    "is_child_heard_alone", "met", "conclusion", "findings", "note", "event_id", "by_office_id", "by_user_id", "is_synthetic",
)  # fmt: skip
AGREEMENT = (
    "id", "county_id", "file_id", "carer_id", "relation", "state", "signed_on", "from_on", "until_on", "rights",
    "responsibilities", "obligations", "schooling", "board", "is_carer_willing", "ended_on", "ended_because", "is_synthetic",
)  # fmt: skip
TABLES = (  # in the order of their foreign keys
    (Person, PERSON), (File, FILE), (Child, CHILD), (CareSpell, CARE), (Kin, KIN), (Membership, MEMBERSHIP), (Event, EVENT),
    (Mark, MARK), (Visit, VISIT), (Agreement, AGREEMENT),
)  # fmt: skip


@dataclass(slots=True)
class Batch:
    """Rows by table, and how many children are in it."""

    rows: dict[type, list[tuple]] = field(default_factory=lambda: {model: [] for model, _ in TABLES})
    children: int = 0


class RowMaker:
    """Turns families into batches of rows for one county."""

    def __init__(self, made: Established, holders: dict[UUID, Holder], *, numbers: Any, seed: int, today: date) -> None:
        self.made, self.county, self.today = made, made.county.pk, today
        self.rng, self.numbers = Random(f"rows:{seed}:{made.place.code}"), numbers
        self.office_names = {office.pk: office.name for _, office in made.offices}
        self.holders = {
            (function, region): holders[office.pk]
            for plan, office in made.offices
            if office.pk in holders
            for function, region in {(plan.kind, office.region_id)}
        }
        self.school_holders = {office.pk: holders.get(office.pk) for plan, office in made.offices if plan.stage}
        self.names = {holder.user_id: "" for holder in holders.values()}

    def batches(self, families: Iterable[people.Family], *, size: int) -> Iterator[Batch]:
        """Batches of about `size` children."""
        batch = Batch()
        for family in families:
            self._family(batch, family)
            if batch.children >= size:
                yield batch
                batch = Batch()
        if batch.children:
            yield batch

    def _family(self, batch: Batch, family: people.Family) -> None:
        rows = batch.rows
        rows[Person].extend(self._person(person) for person in family.people())
        household = family.id if family.is_recorded else None
        village = family.village
        if household:
            first = min(child.opened_on for child in family.children)
            name = f"{family.surname or family.children[0].person.name}家"
            rows[File].append(self._file(household, "household", name, village, opened_on=first))
            members = [family.father, family.mother, *(e for _, e in family.elders if e.alive)]
            members += [child.person for child in family.children]
            rows[Membership].extend(
                (self.numbers.key(), self.county, household, person.id, first) for person in members if person
            )
        for child in family.children:
            batch.children += 1
            self._child(rows, family, child, household)

    def _person(self, person: people.Person) -> tuple:
        number, phone, address, basis = person.citizen_id, person.phone, person.address, person.incapable_basis
        return (
            person.id, self.county, person.name, keys(person.name).pinyin, person.sex, person.ethnicity, person.born_on,
            encrypt(number, place="registry_person.citizen_id") if number else None,
            blind_index(number, purpose="citizen_id") if number else None,
            person.no_citizen_id_because, person.birth_certificate,
            encrypt(phone, place="registry_person.phone") if phone else None,
            blind_index(phone, purpose="phone") if phone else None,
            encrypt(address, place="registry_person.address") if address else None,
            person.alive, person.died_on, person.away, person.away_since, person.home_since, person.work_place,
            person.reachable, person.incapable, person.incapable_confirmed,
            encrypt(basis, place="registry_person.incapable_basis") if basis else None, person.incapable_review_on, True,
        )  # fmt: skip

    def _file(
        self, file_id: str, kind: str, name: str, village: people.Village, *, opened_on: date,
        school: UUID | None = None, person: str | None = None, household: str | None = None,
    ) -> tuple:  # fmt: skip
        """The number stands at place 3 and is filled in when the batch is written."""
        found = keys(name)
        return (
            file_id, self.county, kind, None, name, found.pinyin, found.initials, list(found.grams), village.township_id,
            village.id, school, person, household, opened_on, "", True,
        )  # fmt: skip

    def _child(
        self, rows: dict[type, list[tuple]], family: people.Family, child: people.Child, household: str | None
    ) -> None:
        village, facts = family.village, child.facts
        school = self.made.school(village.township_id, child.stage)
        rows[File].append(
            self._file(
                child.id, "child", child.person.name, village, opened_on=child.opened_on, school=school,
                person=child.person.id, household=household,
            )
        )  # fmt: skip
        is_assigned = any(deed.what == "visit.assigned" for deed in child.deeds)
        rows[Child].append(
            (
                child.id, self.county, child.father and child.father.id, child.mother and child.mother.id,
                self.office_names.get(school), f"{village.name}儿童主任" if is_assigned else None,
                _list(facts.get("income")), _list(facts.get("relief")), facts.get("categories") or [],
                *[facts.get(fact) for fact in CHILD_FACTS],
            )
        )  # fmt: skip
        rows[CareSpell].extend(self._spell(child, spell) for spell in child.spells)
        rows[Kin].extend(
            (self.numbers.key(), self.county, child.person.id, elder.id, relation) for relation, elder in family.elders
        )
        self._history(rows, family, child, school)

    def _spell(self, child: people.Child, spell: people.Spell) -> tuple:
        return (
            spell.id, self.county, child.id, spell.kind, spell.carer and spell.carer.id, spell.relation, spell.from_on,
            spell.until_on, spell.fit, spell.willing, spell.banned, spell.agreement, spell.agreed_from, spell.agreed_until,
        )  # fmt: skip

    def _history(
        self, rows: dict[type, list[tuple]], family: people.Family, child: people.Child, school: UUID | None
    ) -> None:
        """Events with their records (visits, agreements), and the marks that the reckoning reads."""
        marks: dict[str, list] = {}
        agreement = self._agreement(rows, child)
        for deed in child.deeds:
            mark = marks.setdefault(deed.what, [deed.on, deed.on, 0])
            mark[:] = [min(mark[0], deed.on), max(mark[1], deed.on), mark[2] + 1]
            self._event(rows, family, child, deed, school, agreement)
        rows[Mark].extend((self.county, child.id, what, *mark) for what, mark in marks.items())

    def _event(
        self, rows: dict[type, list[tuple]], family: people.Family, child: people.Child, deed: people.Deed,
        school: UUID | None, agreement: str | None,
    ) -> None:  # fmt: skip
        village = family.village
        holder = self.holders.get(("village", village.id))
        if deed.by == "township":
            holder = self.holders.get(("township", village.township_id))
        elif deed.by == "school" and school:
            holder = self.school_holders.get(school)
        who = (holder.user_id, holder.post_id, holder.office_id) if holder else (None, None, None)
        event, proof, detail = self.numbers.key(), "", deed.detail
        if deed.what in {"visit.done", "visit.missed"}:
            visit = self.numbers.key()
            proof = f"visit.visit:{UUID(hex=visit)}"
            rows[Visit].append(self._visit(visit, event, child, deed, who))
            detail = {key: value for key, value in detail.items() if key not in {"visitor", "met"}}
        elif deed.what == "delegation.signed" and agreement:
            proof = f"delegation.agreement:{UUID(hex=agreement)}"
        rows[Event].append(
            (
                event, self.county, child.id, deed.what, deed.on, self._entered_at(deed.on), *who,
                json.dumps(detail, ensure_ascii=False), proof,
            )
        )  # fmt: skip

    def _entered_at(self, on: date) -> datetime:
        """Mostly the same day, sometimes days later; in working hours."""
        if self.rng.random() < LATE_ENTRY:
            on = min(on + timedelta(days=1 + int(self.rng.random() * 5)), self.today)
        minute = int(self.rng.random() * 600)
        return datetime.combine(on, time(8 + minute // 60, minute % 60), HERE)

    def _visit(self, visit: str, event: str, child: people.Child, deed: people.Deed, who: tuple) -> tuple:
        seen, is_done = deed.detail, deed.what == "visit.done"
        return (
            visit, self.county, child.id, None if is_done else deed.on, deed.on if is_done else None, seen.get("because"),
            seen.get("visitor", "director"), seen.get("is_child_seen"), seen.get("is_child_heard_alone"), seen.get("met", ""),
            seen.get("conclusion"), [], None, event, who[2], who[0], True,
        )  # fmt: skip

    def _agreement(self, rows: dict[type, list[tuple]], child: people.Child) -> str | None:
        spell = next((s for s in child.spells if s.agreement != "none" and s.carer is not None), None)
        if spell is None:
            return None
        key = self.numbers.key()
        is_ended = spell.agreement == "ended" or spell.until_on is not None
        state = "ended" if is_ended else spell.agreement
        ended_on = (spell.until_on or spell.agreed_until) if is_ended else None
        rows[Agreement].append(
            (
                key, self.county, child.id, spell.carer.id, spell.relation, state, spell.agreed_from, spell.agreed_from,
                spell.agreed_until, "", "照料生活起居，督促按时上学，保证人身安全", "", "", "", spell.willing, ended_on,
                ("parents_back" if spell.until_on else "expired") if is_ended else None, True,
            )
        )  # fmt: skip
        return key


def _list(values: tuple | None) -> list | None:
    return None if values is None else list(values)
