"""Has this child a file already? Looked for in the whole county: one child, one file, whoever typed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from shouwang.access.encryption import blind_index
from shouwang.access.models import Region
from shouwang.access.scope import Scope
from shouwang.registry.likeness import Match, Record, compare_records
from shouwang.registry.models import File, FileKind, Merge
from shouwang.registry.names import keys

MOST_COMPARED = 400
_CERTAIN_FIRST = {"certain": 0, "perhaps": 1}


@dataclass(frozen=True)
class Alike:
    """A file that is certainly or perhaps of the same child. Outside the scope only its place may be told."""

    file: File
    match: Match
    is_readable: bool


def list_alike(*, scope: Scope, typed: Record, but: File | None = None, most: int = 5) -> list[Alike]:
    """The likeliest first. `typed` carries the identity number itself; it is compared by its blind index."""
    found = []
    number = _index(typed.citizen_id)
    for file in _candidates(scope.county_id, typed, number, but)[:MOST_COMPARED]:
        match = compare_records(_without_number(typed, number), _record_of(file))
        if match.verdict != "different":
            is_readable = scope.grant_for(file, "child.read") is not None
            found.append(Alike(file=file, match=match, is_readable=is_readable))
    found.sort(key=lambda one: (_CERTAIN_FIRST[one.match.verdict], -one.match.score, one.file.number))
    return found[:most]


def _index(number: str | None) -> bytes | None:
    return blind_index(number, purpose="citizen_id") if number else None


def _candidates(county_id: int, typed: Record, number: bytes | None, but: File | None) -> QuerySet[File]:
    sounds = keys(typed.name)
    same = Q(pk__in=[])
    if number is not None:
        same |= Q(person__citizen_id_index=number)
    if typed.born_on is not None:
        same |= Q(person__born_on=typed.born_on, person__pinyin__in=[sounds.pinyin, *sounds.readings])
        same |= Q(person__born_on=typed.born_on, village_id=typed.village)
    elif typed.township is not None:
        same |= Q(pinyin=sounds.pinyin, township_id=typed.township)
    files = File.objects.filter(same, county_id=county_id, kind=FileKind.CHILD, withdrawn_at__isnull=True)
    files = files.exclude(pk=but.pk) if but else files
    return files.select_related("person", "village", "township", "child__father", "child__mother").order_by("id")


def _without_number(typed: Record, number: bytes | None) -> Record:
    values = {name: getattr(typed, name) for name in typed.__slots__}
    return Record(**values | {"citizen_id": number.hex() if number else None})


def _record_of(file: File) -> Record:
    """The number is told by its index only: equal for equal numbers."""
    person, child = file.person, file.child
    index = bytes(person.citizen_id_index).hex() if person.citizen_id_index else None
    return Record(
        name=file.name,
        born_on=person.born_on,
        sex=person.sex,
        citizen_id=index,
        birth_certificate=person.birth_certificate,
        village=file.village_id,
        township=file.township_id,
        father=child.father.name if child.father else None,
        mother=child.mother.name if child.mother else None,
    )


def record_of_file(file: File) -> Record:
    """A file as it would be typed, with its number."""
    values = {name: getattr(_record_of(file), name) for name in Record.__slots__}
    return Record(**values | {"citizen_id": file.person.citizen_id})


def record_of_facts(*, facts: Mapping[str, Any], village: Region | None) -> Record:
    """What was typed so far."""
    return Record(
        name=facts.get("child.name") or "",
        born_on=facts.get("child.born_on"),
        sex=facts.get("child.sex"),
        citizen_id=facts.get("child.citizen_id"),
        birth_certificate=facts.get("child.birth_certificate"),
        village=village.pk if village else None,
        township=village.parent_id if village else None,
        father=facts.get("father.name"),
        mother=facts.get("mother.name"),
    )


def list_merges(*, file: File) -> QuerySet[Merge]:
    """The files that were merged into this one and can be taken out again."""
    merges = Merge.objects.filter(county_id=file.county_id, kept=file, undone_at__isnull=True)
    return merges.select_related("absorbed", "merged_by").order_by("-merged_at")
