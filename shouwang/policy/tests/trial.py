"""Small packs written for one test, and situations by the dozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from shouwang.policy.calendar import Calendar, Term, published_years
from shouwang.policy.loading import forget_packs, load_pack
from shouwang.policy.pack import Pack
from shouwang.policy.rule import DutyRule
from shouwang.policy.situation import Happening, Situation
from shouwang.policy.uses import list_uses
from shouwang.policy.vocabulary import FactWord, vocabulary

HEAD = """id: {id}
prefix: TR
title: 试行方案
number: 试发〔2018〕1号
issuer: 试验县人民政府
issued_on: 2018-01-01
in_force_from: 2018-01-01
"""
CLAUSES = """
- {id: TR-1-a, at: 一, mechanism: eligibility, who: [township], with: [], about: child, when: {always: true}, when_text: null, do: 认定, evidence: 记录, needs: 无, weight: must}
- {id: TR-1-b, at: 一, mechanism: ledger, who: [township], with: [village], about: child, when: {every: quarter}, when_text: 每季度, do: 更新台账, evidence: 版本, needs: 无, weight: must}
- {id: TR-1-c, at: 一, mechanism: visit, who: [village], with: [], about: child, when: {every: unspecified}, when_text: 定期, do: 走访, evidence: 记录, needs: 无, weight: should}
"""  # noqa: E501
TERMS = (
    Term(name="2025-2026下", first_on=date(2026, 3, 2), last_on=date(2026, 7, 10)),
    Term(name="2026-2027上", first_on=date(2026, 9, 1), last_on=date(2027, 1, 15)),
)
DOERS = ("township", "village", "school", "police", "civil_affairs")
CALENDAR = Calendar(years=published_years(), terms=TERMS)


def write_pack(folder: Path, *, id: str = "trial-2018-1", head: str = "", **files: str) -> Path:
    """Writes a pack (each keyword is a file: rules, parameters, lists, service, clauses); returns the packs' folder."""
    place = folder / id
    place.mkdir(parents=True, exist_ok=True)
    (place / "pack.yaml").write_text(HEAD.format(id=id) + head, encoding="utf-8")
    for name, text in {"clauses": CLAUSES, **files}.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def make_pack(folder: Path, **files: str) -> Pack:
    """Writes and loads a pack of one test."""
    write_pack(folder, **files)
    forget_packs()
    return load_pack(files.get("id", "trial-2018-1"), folder=folder)


def child(*, events: Mapping[str, date] | None = None, **given: Any) -> Situation:
    """A child's situation: `child__born_on=...` is the fact child.born_on; events by what was done."""
    aside = {key: given.pop(key) for key in ("choices", "opened_on", "adopted_on") if key in given}
    facts = {key.replace("__", "."): value for key, value in given.items()}
    happenings = tuple(Happening(what, on) for what, on in (events or {}).items())
    return Situation(facts=facts, events=happenings, **aside)


def random_situation(random: Random, pack: Pack, *, about: str, today: date) -> Situation:
    """Any situation at all, with many facts not collected and events near the edges of time."""
    facts = {
        key: random_value(random, word, today)
        for key, word in vocabulary().facts.items()
        if not word.derived and random.random() < 0.7
    }
    happenings = [
        Happening(what, random_day(random, today), by=frozenset(random.sample(DOERS, random.choice((0, 1, 1, 2)))))
        for what in sorted(events_of(pack))
        for _ in range(random.choice((0, 0, 1, 2)))
    ]
    adopted_on = random_day(random, today) if random.random() < 0.3 else None
    held_since = {
        rule.key: min(random_day(random, today), today) for rule in pack.duties_about(about) if rule.counts_from_while
    }
    nobody_leads = frozenset(one for one in DOERS if random.random() < 0.3)
    around = (facts.get("file.opened_on"), adopted_on, held_since, nobody_leads)
    return Situation(about, facts, tuple(happenings), {}, *around)


def random_choices(random: Random, pack: Pack) -> dict[str, Any]:
    """The suggestions of a pack, some left unchosen, some times replaced by others."""
    uses, chosen = list_uses(pack), {}
    for key, parameter in pack.parameters.items():
        if not parameter.is_local or random.random() < 0.2:
            continue
        spans = ["15 days", "2 months", "1 year", "3 working days", "1 week", "0 days"]
        rhythms = ["week", "month", "quarter", "half_year", "year", "term", "10 days"]
        replaced = {"span": spans, "rhythm": rhythms}.get(uses[key].kind if key in uses else "")
        value = random.choice(replaced) if replaced and random.random() < 0.5 else parameter.suggest
        if value is not None:
            chosen[key] = value
    return chosen


def random_value(random: Random, word: FactWord, today: date) -> Any:
    """Any value of a fact, or None."""
    if word.type == "date":
        years = random.choice((0, 0, 1, 6, 14, 16, 18))
        return random_day(random, date(today.year - years, today.month, min(today.day, 28)))
    if word.type == "bool":
        return random.random() < 0.5
    if word.type == "int":
        return random.choice((0, 1, 2, 3, 40))
    if word.type == "words":
        return tuple(random.sample(("unattended", "refused", "severe_harm"), random.choice((0, 1, 2))))
    return random.choice(list(word.values)) if word.values else random.choice(("village", "other"))


def random_day(random: Random, today: date) -> date:
    """A day near `today`: the same, a day off, at a period's edge, or up to 500 days away on either side."""
    edges = [date(today.year, 1, 1), date(today.year, 3, 31), date(today.year, 2, 28)]
    edges += [day for term in TERMS for day in (term.first_on, term.last_on)]
    distances = [0, 1, -1, -14, -15, -16, -31, -90, random.randint(-500, 60)]
    return random.choice([*edges, *(today + timedelta(days=distance) for distance in distances)])


def events_of(pack: Pack) -> set[str]:
    """The events that a pack listens to."""
    listened = {word for duty in pack.duties.values() for word in _words_of(duty)}
    return {word for word in listened | set(pack.gates) if word in vocabulary().events}


def _words_of(duty: DutyRule) -> tuple[str, ...]:
    return (*duty.on, *duty.done_by, *duty.since_words)
