"""Does the plan list this child? Three answers by clause, for one file and for a list of many."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from shouwang.duties.cases import Case, get_case
from shouwang.duties.models import Mark
from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.answer import Answer
from shouwang.policy.evaluate import evaluate
from shouwang.policy.pack import Pack
from shouwang.policy.situation import Happening
from shouwang.policy.sql import Columns, columns_needed, condition_sql
from shouwang.registry.facts import CHILD_FACTS, VIEW, column_of
from shouwang.registry.fields import CHILD_FIELDS, PERSON_FIELDS
from shouwang.registry.models import File
from shouwang.registry.queries import get_facts

LISTED = "listed"
ANSWERS = ("yes", "no", "unknown")
_HOLDS = {"yes": "IS TRUE", "no": "IS FALSE", "unknown": "IS NULL"}
_LAST_DAY = (
    "(SELECT max(m.last_on) FROM duties_mark m WHERE m.county_id = f.county_id AND m.file_id = f.file_id"
    " AND m.what = ANY({events}) AND m.last_on <= {today})"
)
_NAME = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Told:
    """What one adopted pack answers about a child."""

    pack: Pack
    title: str
    answer: Answer


def list_answers(*, file: File, today: date) -> list[Told]:
    """The answer of every adopted pack that says who is listed."""
    plan = get_plan(county_id=file.county_id, on=today)
    return _answers(plan, get_case(file=file), today)


def _answers(plan: Plan, case: Case, today: date) -> list[Told]:
    asked = [pack for pack in plan.packs if LISTED in pack.conditions]
    return [
        Told(
            pack,
            pack.conditions[LISTED].title,
            evaluate(pack, LISTED, case.situation(plan=plan, pack=pack), today, plan.calendar),
        )
        for pack in asked
    ]


def get_outcomes(*, files: Iterable[File], county_id: int, today: date) -> dict[UUID, list[Told]]:
    """The same for the files of one page of a list, in two queries."""
    files = list(files)
    ids = [file.pk for file in files]
    plan = get_plan(county_id=county_id, on=today)
    facts = get_facts(county_id=county_id, file_ids=ids)
    days: dict[UUID, list[Happening]] = {key: [] for key in ids}
    marks = Mark.objects.filter(county_id=county_id, file_id__in=ids).values_list("file_id", "what", "last_on")
    for key, what, on in marks:
        days[key].append(Happening(what=what, on=on))
    return {
        file.pk: _answers(plan, Case(file=file, facts=facts.get(file.pk, {}), happenings=tuple(days[file.pk])), today)
        for file in files
    }


def narrow_by_answer(files: QuerySet[File], *, county_id: int, answer: str, today: date) -> QuerySet[File]:
    """The files about which every adopted pack gives this answer; all files when no pack says who is listed."""
    plan = get_plan(county_id=county_id, on=today)
    for pack in plan.packs:
        if LISTED in pack.conditions:
            files = files.filter(_holds(plan, pack, answer, today))
    return files


def _holds(plan: Plan, pack: Pack, answer: str, today: date) -> RawSQL:
    columns = Columns(
        pack=pack,
        today=today,
        last_day=lambda events: _last_day(columns, events, today),
        choices=plan.choices_of(pack.id),
        calendar=plan.calendar,
    )
    condition = condition_sql(columns, LISTED)
    return _exists(f"({condition}) {_HOLDS[answer]}", columns.binder.values)


def _last_day(columns: Columns, events: tuple[str, ...], today: date) -> str:
    bind = columns.binder.bind
    return _LAST_DAY.format(events=bind(list(events)), today=bind(today))


def narrow_by_missing(files: QuerySet[File], *, fact: str) -> QuerySet[File]:
    """The files in which nobody has written this fact down yet: by its own column where it has one."""
    subject, _dot, name = fact.partition(".")
    if subject == "child" and name in CHILD_FIELDS:
        return files.filter(**{f"child__{name}__isnull": True})
    if subject == "child" and name in PERSON_FIELDS:
        return files.filter(**{f"person__{name}__isnull": True})
    if subject in ("father", "mother") and name in PERSON_FIELDS:
        return files.filter(**{f"child__{subject}__{name}__isnull": True})
    return files.filter(_exists(f"f.{column_of(fact)} IS NULL", {})) if fact in CHILD_FACTS else files


def _exists(condition: str, values: dict[str, object]) -> RawSQL:
    """A condition over the facts of the outer query's file; named values become placed ones, in the order of the text."""
    sql = (
        f"EXISTS (SELECT 1 FROM {VIEW} f WHERE f.county_id = registry_file.county_id AND f.file_id = registry_file.id"
        f" AND {condition})"
    )
    placed = [values[name] for name in _NAME.findall(sql)]
    return RawSQL(_NAME.sub("%s", sql), placed, output_field=BooleanField())


def list_facts_asked(*, county_id: int, today: date) -> list[str]:
    """The facts of a child that the adopted packs need to say who is listed."""
    plan = get_plan(county_id=county_id, on=today)
    asked: dict[str, None] = {}
    for pack in plan.packs:
        if LISTED in pack.conditions:
            facts, _events = columns_needed(pack, [pack.conditions[LISTED].node])
            asked |= dict.fromkeys(key for key in facts if key in CHILD_FACTS)
    return list(asked)
