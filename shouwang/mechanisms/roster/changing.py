"""Changed rows of a roster: what the file says otherwise is written over, many at once; history keeps what was."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shouwang.access.models import Region
from shouwang.registry.fields import CHILD_FIELDS, PERSON_FIELDS
from shouwang.registry.models import CareSpell, Child, File, Person
from shouwang.registry.operations import amend_care, begin_care, fill_person, new_person

Changes = Mapping[str, Any]
SIZE = 500


def write_changes(*, county_id: int, changes: Sequence[tuple[UUID, Changes]], on: date) -> None:
    """`changes`: (file id, {fact: new value}). Inside the caller's transaction."""
    files = File.objects.filter(county_id=county_id, pk__in=[file_id for file_id, _ in changes])
    found = files.select_related("person", "child__father", "child__mother").in_bulk()
    people: dict[UUID, Person] = {}
    children: list[Child] = []
    moved: list[File] = []
    for file_id, facts in changes:
        file = found[file_id]
        _write_people(file, facts, people)
        if _write_child(file.child, facts):
            children.append(file.child)
        if "village" in facts:
            moved.append(_move(file, facts["village"]))
        _write_carer(file, facts, on)
    fields = [name for name in PERSON_FIELDS if name != "name"] + ["name", "pinyin", "citizen_id_index", "phone_index"]
    Person.objects.bulk_update(people.values(), fields, batch_size=SIZE)
    Child.objects.bulk_update(children, [name for name in CHILD_FIELDS] + ["father", "mother"], batch_size=SIZE)
    File.objects.bulk_update(moved, ["village", "township"], batch_size=SIZE)


def _of(facts: Changes, who: str) -> dict[str, Any]:
    return {key.partition(".")[2]: value for key, value in facts.items() if key.startswith(f"{who}.")}


def _write_people(file: File, facts: Changes, people: dict[UUID, Person]) -> None:
    for who in ("father", "mother"):
        values = _of(facts, who)
        person = getattr(file.child, who)
        if values and person is None:
            sex = "male" if who == "father" else "female"
            setattr(file.child, who, new_person(county_id=file.county_id, sex=sex, **values))
            Child.objects.filter(pk=file.pk).update(**{who: getattr(file.child, who)})
        elif values:
            fill_person(people.setdefault(person.pk, person), values)
    own = {key: value for key, value in _of(facts, "child").items() if key in PERSON_FIELDS}
    if own and file.person is not None:
        fill_person(people.setdefault(file.person.pk, file.person), own)


def _write_child(child: Child, facts: Changes) -> bool:
    own = {key: value for key, value in _of(facts, "child").items() if key in CHILD_FIELDS}
    for key, value in own.items():
        setattr(child, key, value)
    return bool(own)


def _move(file: File, village_id: int) -> File:
    file.village = Region.objects.get(pk=village_id)
    file.township = file.village.parent
    return file


def _write_carer(file: File, facts: Changes, on: date) -> None:
    values = _of(facts, "carer")
    if not values:
        return
    running = (
        CareSpell.objects.filter(county_id=file.county_id, file=file, until_on=None).select_related("carer").first()
    )
    relation = values.pop("relation", None)
    if running is not None and "name" not in values:
        amend_care(spell=running, relation=relation or running.relation)
        return
    if running is not None and running.from_on >= on:
        return  # named today already: the chain of care keeps what was entered by hand
    carer = new_person(county_id=file.county_id, name=values.get("name") or "")
    begin_care(file=file, kind="informal", carer=carer, relation=relation, from_on=on)
