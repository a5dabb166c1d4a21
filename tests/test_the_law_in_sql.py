"""The law over columns gives the same rows as the pure reckoning, on a real PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import connection

from shouwang.policy.evaluate import evaluate
from shouwang.policy.loading import list_pack_ids, load_pack
from shouwang.policy.pack import Pack
from shouwang.policy.reckon import reckon
from shouwang.policy.situation import Situation
from shouwang.policy.sql import Columns, column_of, condition_sql
from shouwang.policy.sql_duty import DutySql, UndatedSql, duties_sql
from shouwang.policy.tests.every_form import EVERY_FORM
from shouwang.policy.tests.trial import CALENDAR, make_pack, random_choices, random_situation
from shouwang.policy.vocabulary import vocabulary

pytestmark = pytest.mark.django_db

TYPES = {"date": "date", "bool": "boolean", "int": "integer", "text": "text", "choice": "text", "words": "text[]"}
FACTS = {key: TYPES[word.type] for key, word in vocabulary().facts.items() if not word.derived}
LAST_DAYS = {f"last_{event.replace('.', '_')}": "date" for event in vocabulary().events}
FEW = 5  # a pack with hardly a rule about children may find none among those that were drawn
DAYS = (date(2026, 11, 22), date(2028, 2, 29), date(2026, 3, 31))
FILES = 80


@contextmanager
def files_in_sql(situations: list[Situation], today: date) -> Iterator[None]:
    """The situations as relations `file` (facts, and the last day of each event) and `happened`."""
    fields = {**{column_of(key, relation="")[1:]: type_ for key, type_ in FACTS.items()}, **LAST_DAYS}
    fields |= {"held_since": "jsonb", "nobody_leads": "text[]"}
    marks = ", ".join(["%s"] * (len(fields) + 1))
    rows = [
        (
            n,
            *(as_column(one.facts.get(key)) for key in FACTS),
            *last_days(one, today),
            held(one),
            sorted(one.nobody_leads),
        )
        for n, one in enumerate(situations)
    ]
    happened = [(n, event.what, event.on, sorted(event.by)) for n, one in enumerate(situations) for event in one.events]
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        columns = ", ".join(f"{name} {type_}" for name, type_ in fields.items())
        cursor.execute(f"CREATE TEMP TABLE file (id integer, {columns})")
        cursor.execute("CREATE TEMP TABLE happened (file_id integer, what text, done_on date, by text[])")
        cursor.executemany(f"INSERT INTO file VALUES ({marks})", rows)
        cursor.executemany("INSERT INTO happened VALUES (%s, %s, %s, %s)", happened)
        try:
            yield
        finally:
            cursor.execute("DROP TABLE file, happened")


def held(situation: Situation) -> str:
    return json.dumps({rule: day.isoformat() for rule, day in situation.held_since.items()})


def as_column(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def last_days(situation: Situation, today: date) -> list[date | None]:
    days = [
        [one.on for one in situation.events if one.what == what and one.on <= today] for what in vocabulary().events
    ]
    return [max(found, default=None) for found in days]


def columns_for(pack: Pack, today: date, choices: dict[str, Any]) -> Columns:
    def last_day(events: tuple[str, ...]) -> str:
        return f"greatest({', '.join('f.last_' + event.replace('.', '_') for event in events)})"

    def last_day_by(events: tuple[str, ...], function: str) -> str:
        words = ", ".join(f"'{event}'" for event in events)
        mine = f"h.file_id = f.id AND h.what IN ({words}) AND '{function}' = ANY(h.by) AND h.done_on <= DATE '{today}'"
        return f"(SELECT max(h.done_on) FROM happened h WHERE {mine})"

    return Columns(
        pack=pack,
        today=today,
        last_day=last_day,
        last_day_by=last_day_by,
        nobody_leads=lambda function: f"('{function}' = ANY(f.nobody_leads))",
        held_since=lambda rule: f"(f.held_since->>'{rule}')::date",
        choices=choices,
        calendar=CALENDAR,
    )


def fetch(sql: str, columns: Columns) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, columns.binder.values)
        return list(cursor.fetchall())


def rows_by_sql(pack: Pack, about: str, columns: Columns, adopted_on: date | None) -> set[tuple[Any, ...]]:
    found: set[tuple[Any, ...]] = set()
    for duty in duties_sql(columns, about, adopted_on=adopted_on):
        if isinstance(duty, UndatedSql):
            continue
        for owner in duty.owners:
            found |= {(row[0], duty.rule.key, owner, *row[1:]) for row in fetch(select(duty, columns), columns)}
    return found


def select(duty: DutySql, columns: Columns) -> str:
    source = "file f"
    if duty.rule.on:
        words = ", ".join(f"'{event}'" for event in duty.rule.on)
        until = f"done_on <= DATE '{columns.today}'"
        by = ", ".join(f"'{function}'" for function in duty.rule.on_by)
        until += f" AND by && ARRAY[{by}]" if by else ""
        days = f"SELECT DISTINCT file_id, done_on FROM happened WHERE what IN ({words}) AND {until}"
        source += f" JOIN ({days}) t ON t.file_id = f.id"
    values = (duty.trigger, duty.opens_on, duty.warn_on, duty.due_on, duty.last_done_on, duty.note)
    return f"SELECT f.id, {', '.join(values)} FROM {source} WHERE {duty.holds} AND {duty.where}"


def rows_by_reckoning(pack: Pack, situations: list[Situation], today: date) -> set[tuple[Any, ...]]:
    return {
        (n, one.rule, one.owner, one.trigger, one.opens_on, one.warn_on, one.due_on, one.last_done_on, one.note)
        for n, situation in enumerate(situations)
        for one in reckon(pack, situation, today, CALENDAR).obligations
    }


def draw(pack: Pack, about: str, today: date, seed: str) -> tuple[list[Situation], dict[str, Any], date | None]:
    random = Random(seed)
    choices = random_choices(random, pack)
    adopted_on = random.choice((None, date(2026, 1, 10)))
    drawn = [random_situation(random, pack, about=about, today=today) for _ in range(FILES)]
    found = [replace(one, choices=choices, adopted_on=adopted_on, held_since=some_of(random, one)) for one in drawn]
    return found, choices, adopted_on


def some_of(random: Random, situation: Situation) -> dict[str, date]:
    """What is remembered of the rules that held, of some of them nothing yet."""
    return {rule: day for rule, day in situation.held_since.items() if random.random() < 0.7}


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_the_duties_of_each_plan_are_the_same_rows(pack_id: str, today: date) -> None:
    pack = load_pack(pack_id)
    for about in sorted({rule.about for rule in pack.duties.values()}):
        compare_duties(pack, about, today)


@pytest.mark.parametrize("today", DAYS)
def test_every_form_of_clock_gives_the_same_rows(tmp_path: Any, today: date) -> None:
    pack = make_pack(tmp_path, **EVERY_FORM)
    for seed in "abc":
        compare_duties(pack, "child", today, seed)


def compare_duties(pack: Pack, about: str, today: date, seed: str = "") -> None:
    situations, choices, adopted_on = draw(pack, about, today, f"{pack.id} {about} {today} {seed}")
    with files_in_sql(situations, today):
        in_sql = rows_by_sql(pack, about, columns_for(pack, today, choices), adopted_on)
    in_python = rows_by_reckoning(pack, situations, today)
    assert sorted(in_sql - in_python, key=str) == []
    assert sorted(in_python - in_sql, key=str) == []
    assert in_python or about != "child" or len(pack.duties_about("child")) < FEW


@pytest.mark.parametrize("today", DAYS)
def test_every_form_of_condition_gives_the_same_answers(tmp_path: Any, today: date) -> None:
    compare_conditions(make_pack(tmp_path, **EVERY_FORM), today)


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_the_named_conditions_of_each_plan_give_the_same_answers(pack_id: str) -> None:
    compare_conditions(load_pack(pack_id), DAYS[0])


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_the_gates_of_each_plan_give_the_same_answers(pack_id: str) -> None:
    pack = load_pack(pack_id)
    for about in sorted({gate.about for gates in pack.gates.values() for gate in gates}):
        compare_gates(pack, about, DAYS[0])


def compare_gates(pack: Pack, about: str, today: date) -> None:
    situations, choices, _ = draw(pack, about, today, f"{pack.id} {about} {today}")
    columns = columns_for(pack, today, choices)
    with files_in_sql(situations, today):
        for gate in (one for gates in pack.gates.values() for one in gates if one.about == about):
            sql = f"SELECT f.id, {condition_sql(columns, gate.require)} FROM file f ORDER BY f.id"
            answers = [{True: "yes", False: "no", None: "unknown"}[answer] for _, answer in fetch(sql, columns)]
            assert answers == [evaluate(pack, gate.require, one, today, CALENDAR).outcome for one in situations], gate


def compare_conditions(pack: Pack, today: date) -> None:
    situations, choices, _ = draw(pack, "child", today, f"{pack.id} {today}")
    columns = columns_for(pack, today, choices)
    with files_in_sql(situations, today):
        for name in pack.conditions:
            sql = f"SELECT f.id, {condition_sql(columns, name)} FROM file f ORDER BY f.id"
            answers = [{True: "yes", False: "no", None: "unknown"}[answer] for _, answer in fetch(sql, columns)]
            assert answers == [evaluate(pack, name, one, today, CALENDAR).outcome for one in situations], name
