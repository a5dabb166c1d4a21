"""Work off most of what the plan says is owed, so that a demo county has done, open and late duties in plausible shares.

The plan itself is asked: whatever duty stands, its answering event is written for most files, on a day when it could well
have been done. Events that change facts or need a decision of their own are left to people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.copying import copy_rows
from shouwang.access.database import county as in_county
from shouwang.access.models import Event
from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.duration import parse_duration
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import figure_on
from shouwang.policy.rule import DutyRule, Ref
from shouwang.web.demo.establishing import Established
from shouwang.web.demo.rows import EVENT, HERE
from shouwang.web.demo.staffing import Holder

DONE_OF_LATE, DONE_OF_OPEN, IN_TIME = 0.93, 0.3, 0.94
LONG = timedelta(days=90)  # what is late for so long a county in order has done
RHYTHM_DAYS = {"week": 7, "month": 30, "quarter": 91, "half_year": 182, "year": 365, "term": 140}
LEFT_TO_PEOPLE = (
    "ledger.opened", "ledger.exited", "ledger.changed", "ledger.category_set", "delegation.carer_named", "delegation.signed",
    "delegation.renewed", "delegation.ended", "delegation.leave_planned", "visit.done",
    "visit.missed", "guardianship.guardian_appointed", "guardianship.admonished", "guardianship.educated", "intervention.",
    "emergency.", "placement.", "assessment.", "reporting.dropout_reported", "reporting.risk_notified", "reporting.returned",
    "contact.called", "contact.met",
)  # fmt: skip
"""Of a child and of a case; a unit's own duties (its plan, its contacts, its statistics) change no facts."""

_OWED = """
SELECT d.file_id, d.pack, d.rule, d.office_id, d.opens_on, d.due_on, f.opened_on
FROM duties_duty d JOIN registry_file f ON f.id = d.file_id
WHERE d.county_id = %s AND d.township_id IS NOT DISTINCT FROM %s AND d.opens_on <= %s AND d.due_on IS NOT NULL
ORDER BY d.file_id, d.pack, d.rule, d.opens_on, d.trigger, d.owner
"""
_MARK = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times)
SELECT %s, file_id, what, min(done_on), max(done_on), count(*)
FROM unnest(%s::uuid[], %s::text[], %s::date[]) AS new (file_id, what, done_on) GROUP BY file_id, what
ON CONFLICT (county_id, file_id, what) DO UPDATE SET
  first_on = least(duties_mark.first_on, excluded.first_on),
  last_on = greatest(duties_mark.last_on, excluded.last_on), times = duties_mark.times + excluded.times
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The event that answers a rule; `days`: how long ago a periodic one is done at most."""

    event: str
    days: int | None


def list_answers(plan: Plan, today: date) -> dict[tuple[str, str], Answer]:
    """(pack, rule) -> its answer, for the rules that the demo works off."""
    answers = {}
    for pack in plan.packs:
        for rule in pack.duties.values():
            left = LEFT_TO_PEOPLE if rule.about in ("child", "case") else ("?",)
            event = next((what for what in rule.done_by if not what.startswith(left)), None)
            if event is not None:
                answers[pack.id, rule.key] = Answer(event, _rhythm_days(plan, pack, rule, today))
    return answers


def _rhythm_days(plan: Plan, pack: Pack, rule: DutyRule, today: date) -> int | None:
    every: Any = rule.every
    if isinstance(every, Ref):
        parameter = pack.parameters[every.parameter]
        every = figure_on(parameter, key=every.parameter, day=today, choices=plan.choices_of(pack.id))
    if every is None:
        return None
    if str(every) in RHYTHM_DAYS:
        return RHYTHM_DAYS[str(every)]
    span = parse_duration(str(every))
    return span.months * 30 + span.days + span.working_days


def catch_up(*, made: Established, holders: dict[UUID, Holder], numbers: Any, today: date, seed: int) -> int:
    """Write the answering events, township by township. Returns their number. The duties are rebuilt afterwards."""
    rng = Random(f"catch up:{seed}:{made.place.code}")
    with in_county(made.county.pk):
        answers = list_answers(get_plan(county_id=made.county.pk, on=today), today)
    written = 0
    for township in [None, *dict.fromkeys(village.township_id for village in made.villages)]:
        with in_county(made.county.pk):
            events = list(_answer(rng, made, holders, numbers, answers, _owed(made, township, today), today))
            copy_rows(model=Event, columns=EVENT, rows=events)
            _mark(made, events)
        written += len(events)
    return written


def _owed(made: Established, township: int | None, today: date) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(_OWED, [made.county.pk, township, today])
        return cursor.fetchall()


def _answer(
    rng: Random, made: Established, holders: dict[UUID, Holder], numbers: Any, answers: dict, owed: list[tuple], today: date
) -> Iterator[tuple]:  # fmt: skip
    """Events for the duties of each file and rule, from the oldest on; one answers all that opened before it."""
    for (_, pack, rule), duties in groupby(owed, key=lambda row: row[:3]):
        answer, done_on = answers.get((pack, rule)), None
        for file_id, _, _, office_id, opens_on, due_on, opened_on in duties if answer else ():
            is_answered = done_on is not None and done_on >= opens_on
            share = 1 if due_on < today - LONG else DONE_OF_LATE if due_on < today else DONE_OF_OPEN
            if is_answered or rng.random() > share:
                continue
            done_on = choose_day(rng, answer, max(opens_on, opened_on), due_on, today)
            holder = holders.get(office_id)
            who = (holder.user_id, holder.post_id, holder.office_id) if holder else (None, None, office_id)
            at = datetime.combine(done_on, time(9 + int(rng.random() * 8), int(rng.random() * 60)), HERE)
            yield (numbers.key(), made.county.pk, file_id, answer.event, done_on, at, *who, "{}", "")


def choose_day(rng: Random, answer: Answer, first: date, due_on: date, today: date) -> date:
    """In time mostly; what comes round again was done within its last round."""
    last = min(due_on, today)
    if answer.days is not None and due_on < today:
        first, last = max(first, today - timedelta(days=answer.days)), today
    elif rng.random() > IN_TIME and due_on < today:
        first, last = due_on, min(today, due_on + timedelta(days=20))
    span = max((last - first).days, 0)
    return min(first + timedelta(days=int(rng.random() * (span + 1))), today)


def _mark(made: Established, events: list[tuple]) -> None:
    if events:
        with connection.cursor() as cursor:
            columns = [[event[place] for event in events] for place in (2, 3, 4)]
            cursor.execute(_MARK, [made.county.pk, *columns])
