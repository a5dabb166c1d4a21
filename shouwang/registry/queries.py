"""Reading files: inside a scope, as facts, as of any day, as a family."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Lookup, Q, QuerySet, Value

from shouwang.access.encryption import blind_index
from shouwang.access.models import Jurisdiction
from shouwang.access.scope import Scope, applies
from shouwang.registry.facts import FACTS, VIEWS, column_of
from shouwang.registry.models import CareSpell, Case, Child, File, FileKind, Person
from shouwang.registry.names import list_query_grams

MAX_NAME_QUERY = 72


def get_file(*, scope: Scope, file_id: UUID, rights: Sequence[str] = ()) -> File:
    """Raises File.DoesNotExist outside the scope, exactly as for a file that is not there."""
    shown = ["person", "village", "township", "school"]
    if any(applies(right, FileKind.CASE) for right in rights):  # without such a right no case is found
        shown.append("case")
    return File.objects.within(scope, *rights).select_related(*shown).get(pk=file_id)


def get_facts(*, county_id: int, file_ids: Iterable[UUID], kind: str = FileKind.CHILD) -> dict[UUID, dict[str, Any]]:
    """The facts of child files (or of another kind that has a view); a fact that was not collected is None."""
    facts = FACTS[kind]
    columns = ", ".join(column_of(key) for key in facts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT file_id, {columns} FROM {VIEWS[kind]} WHERE county_id = %s AND file_id = ANY(%s)",
            [county_id, list(file_ids)],
        )
        return {row[0]: dict(zip(facts, row[1:], strict=True)) for row in cursor.fetchall()}


def get_unit_facts(*, file: File) -> dict[str, Any]:
    """The facts of a village's, township's, school's or office's file."""
    return list_unit_facts(county_id=file.county_id, files=[file])[file.pk]


UNIT_COLUMNS = {FileKind.VILLAGE: "village_id", FileKind.TOWNSHIP: "township_id", FileKind.SCHOOL: "school_id"}


def list_unit_facts(*, county_id: int, files: Sequence[File]) -> dict[UUID, dict[str, Any]]:
    """The same for many units of the county, in one query a kind."""
    listed = File.objects.filter(
        county_id=county_id,
        kind=FileKind.CHILD,
        withdrawn_at=None,
        child__listed_on__isnull=False,
        child__exited_on=None,
    )
    found: dict[UUID, dict[str, Any]] = {}
    for kind in {file.kind for file in files}:
        column, units = UNIT_COLUMNS.get(kind), [file for file in files if file.kind == kind]
        if column is None:
            children = dict.fromkeys([file.pk for file in units], listed.count())
        else:
            places = {file.pk: file.office_id if kind == FileKind.SCHOOL else getattr(file, column) for file in units}
            here = listed.filter(**{f"{column}__in": set(places.values()) - {None}}).values_list(column)
            counts = dict(here.annotate(Count("pk")).order_by())
            children = {file_id: counts.get(place, 0) for file_id, place in places.items()}
        found |= {file.pk: _unit_facts(file, children[file.pk]) for file in units}
    return found | _with_functions(county_id, [file for file in files if file.kind == FileKind.OFFICE], found)


def _with_functions(
    county_id: int, offices: Sequence[File], facts: Mapping[UUID, dict[str, Any]]
) -> dict[UUID, dict[str, Any]]:
    """The offices' facts with what each answers for: rules about an institution bind no other office."""
    standing = Jurisdiction.objects.standing().filter(
        county_id=county_id, office__in=[file.office_id for file in offices]
    )
    held: dict[UUID | None, set[str]] = {}
    for office_id, function in standing.values_list("office_id", "function") if offices else ():
        held.setdefault(office_id, set()).add(function)
    return {file.pk: facts[file.pk] | {"unit.functions": sorted(held.get(file.office_id, ()))} for file in offices}


def _unit_facts(file: File, children: int) -> dict[str, Any]:
    return {
        "unit.kind": file.kind,
        "unit.functions": None,
        "unit.children": children,
        "unit.pupils": children if file.kind == FileKind.SCHOOL else None,
        "file.opened_on": file.opened_on,
        "file.kind": file.kind,
    }


class _Begins(Lookup):
    """As `startswith`; but row security lets `^@` choose an index, and LIKE not (docs/adr/0033)."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, given = self.process_lhs(compiler, connection)
        right, sought = self.process_rhs(compiler, connection)
        return f"{left} ^@ {right}", (*given, *sought)


def search_files(*, scope: Scope, text: str, kind: str = FileKind.CHILD) -> QuerySet[File]:
    """By characters inside the name, pinyin, initials, number or citizen ID. Shorter than a name's start: no rows."""
    text = text.strip()[:MAX_NAME_QUERY]
    if not text:
        return File.objects.none()
    found = File.objects.within(scope).filter(kind=kind)
    if text[:6].isdigit() and len(text) >= 15:
        index = blind_index(text.upper(), purpose="citizen_id")
        people = Person.objects.filter(county_id=scope.county_id, citizen_id_index=index).values("id")
        return found.filter(person__in=people)
    if text.isascii():
        low = text.lower().replace(" ", "").replace("'", "")
        begins = Q(_Begins(F("pinyin"), Value(low))) | Q(_Begins(F("initials"), Value(low)))
        return found.filter(begins | Q(number=text.upper()))
    return _with_inside(found, text)


def _with_inside(files: QuerySet[File], text: str) -> QuerySet[File]:
    """Files whose name has all pairs of `text`, dots, blanks and old forms of characters aside (docs/adr/0033).

    `by_pinyin` and `by_id` are the file's own, read from the index in that order (`page.lists`).
    """
    grams = list_query_grams(text)
    if not grams:
        return files.none()
    files = files.filter(name_grams__county=F("county"), name_grams__gram=grams[0])
    files = files.alias(by_pinyin=F("name_grams__pinyin"), by_id=F("name_grams__file_id"))
    return files.filter(grams__contains=grams) if len(grams) > 1 else files


def list_care(*, file: File) -> QuerySet[CareSpell]:
    """The chain of care, from the first day on."""
    return CareSpell.objects.filter(county_id=file.county_id, file=file).select_related("carer").order_by("from_on")


def list_cases(*, file: File) -> list[File]:
    """The cases of a child's file that are not withdrawn, the newest first."""
    cases = Case.objects.filter(county_id=file.county_id, child_file=file, file__withdrawn_at__isnull=True)
    return [case.file for case in cases.select_related("file").order_by("-file__opened_on", "-file_id")]


def get_child_file(*, case: File) -> File | None:
    """The file of the child whose case it is, once that is known."""
    known = Case.objects.filter(county_id=case.county_id, pk=case.pk, child_file__withdrawn_at__isnull=True)
    found = known.select_related("child_file__village", "child_file__township").first()
    return found.child_file if found else None


def list_siblings(*, child: Child) -> QuerySet[File]:
    """Files of children with the same father or mother."""
    same = Q(pk__in=[])
    if child.father_id:
        same |= Q(child__father_id=child.father_id)
    if child.mother_id:
        same |= Q(child__mother_id=child.mother_id)
    here = File.objects.filter(same, county_id=child.county_id, withdrawn_at__isnull=True)
    return here.exclude(pk=child.file_id).select_related("village", "township")


def get_record_as_of(*, row: Any, moment: datetime) -> dict[str, Any]:
    """The columns of a File, Person, Child or CareSpell as they stood at `moment`."""
    fields = [field.attname for field in row._meta.concrete_fields]
    replaced = row.history.filter(county_id=row.county_id, pgh_created_at__gt=moment).order_by(
        "pgh_created_at", "pgh_id"
    )
    former = replaced.first()
    return {name: getattr(former or row, name) for name in fields}


def list_households(*, scope: Scope, village_id: int) -> QuerySet[File]:
    return File.objects.within(scope).filter(kind=FileKind.HOUSEHOLD, village_id=village_id)


def get_unit_file(
    *, county_id: int, kind: str, region_id: int | None = None, office_id: UUID | None = None
) -> File | None:
    """The file of a village, township or school."""
    files = File.objects.filter(county_id=county_id, kind=kind, withdrawn_at__isnull=True)
    if office_id is not None:
        return files.filter(office_id=office_id).first()
    column = "village_id" if kind == FileKind.VILLAGE else "township_id"
    return files.filter(**{column: region_id}).first()


def list_unasked(*, facts: dict[str, Any], keys: Iterable[str]) -> list[str]:
    """Which of `keys` nobody has asked yet: «not collected» is a bucket of its own, never «no»."""
    return [key for key in keys if facts.get(key) is None]


def is_listed(*, child: Child, on: date) -> bool:
    return child.listed_on is not None and child.listed_on <= on and (child.exited_on is None or child.exited_on > on)
