"""Scenarios: a situation and an outcome, named as a sentence, written in YAML by someone who knows the text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shouwang.policy.calendar import Calendar, YearTable, parse_calendar, published_years
from shouwang.policy.condition import Place
from shouwang.policy.pack_error import PackError, Trouble, nearest
from shouwang.policy.parameter import Figure
from shouwang.policy.situation import Happening, Situation
from shouwang.policy.vocabulary import vocabulary
from shouwang.policy.yaml_source import SourceList, SourceMap, build, read, replaced

Words = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)


class ExpectedAnswer(_Strict):
    """`because`: clauses that must be among the reasons; `missing`: exactly what is missing."""

    is_: Literal["yes", "no", "unknown"] = Field(alias="is")
    because: Words = ()
    missing: Words | None = None


class ExpectedDuty(_Strict):
    """A duty that must be there, with the fields that are given here."""

    key: str
    owner: str | None = None
    trigger: Annotated[str | None, BeforeValidator(lambda day: str(day) if day else day)] = None
    opens_on: date | None = None
    warn_on: date | None = None
    due_on: date | None = None
    late_on: date | None = None
    last_done_on: date | None = None
    state: Literal["ahead", "open", "warn", "late", "undated"] | None = None
    late_goes_to: Words | None = None
    clauses: Words | None = None
    note: str | None = None


class ExpectedUndated(_Strict):
    """A duty that holds but has no clock, for want of this parameter."""

    key: str
    parameter: str | None = None
    owner: str | None = None


class ExpectedUnknown(_Strict):
    """A duty of which is not known whether it holds."""

    key: str
    missing: Words | None = None


class ExpectedVerdict(_Strict):
    """What a gate answers."""

    gate: str
    allowed: bool
    because: Words = ()
    missing: Words | None = None


class ExpectedFigure(_Strict):
    """What a parameter says on the day."""

    is_: Figure | None = Field(alias="is")
    source: Literal["text", "law", "local"] | None = Field(default=None, alias="from")


class Expectation(_Strict):
    """Everything that a scenario expects."""

    conditions: dict[str, ExpectedAnswer] = {}
    duties: tuple[ExpectedDuty, ...] = ()
    no_duties: Words = ()
    undated: tuple[ExpectedUndated, ...] = ()
    unknown: tuple[ExpectedUnknown, ...] = ()
    gates: tuple[ExpectedVerdict, ...] = ()
    lists: dict[str, Words] = {}
    parameters: dict[str, ExpectedFigure] = {}


class Scenario(_Strict):
    """One scenario; `situation` and `calendar` are built from what was given."""

    place: Place = Field(repr=False)
    source: Any = Field(repr=False)
    name: str
    pack: str
    proves: Words = ()
    today: date
    situation: Situation
    calendar: Calendar
    expect: Expectation
    note: str | None = None


class _Done(_Strict):
    on: date
    what: str
    entered_on: date | None = None
    detail: Any = None
    by: Words = ()


_OUTCOMES = tuple(name for name in Expectation.model_fields if name != "conditions")
_SITUATION = ("about", "given", "events", "choices", "opened_on", "adopted_on", "held_since", "nobody_leads")


def list_scenario_files(path: Path) -> list[Path]:
    """The scenario files that a path means: a file, all files of a folder, or those of a pack's folder."""
    if not path.is_dir():
        return [path]
    return [file for file in sorted(path.rglob("*.yaml")) if not (file.parent / "pack.yaml").exists()]


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of one file; PackError (with all others in `also`) when something is wrong."""
    content = read(path, name=_shown(path))
    pack = path.resolve().parent.parent.name if _lies_in_pack(path) else None
    if isinstance(content, SourceMap) and "scenarios" in content:
        _refuse_extra(content, ("pack", "scenarios"))
        pack, content = content.get("pack", pack), content["scenarios"]
    if not isinstance(content, SourceList):
        raise PackError(_shown(path), 1, "场景文件应当是列表，或 {pack: 政策包, scenarios: 列表}", "见 docs/packs.md")
    trouble = Trouble()
    found = [
        trouble.attempt(_build_scenario, entry, Place(content.file, content.line_of(index)), pack)
        for index, entry in enumerate(content)
    ]
    trouble.stop_if_any()
    return tuple(found)


def _lies_in_pack(path: Path) -> bool:
    folder = path.resolve().parent
    return folder.name == "scenarios" and (folder.parent / "pack.yaml").is_file()


def _shown(path: Path) -> str:
    pack = path.resolve().parent.parent.name
    return f"packs/{pack}/scenarios/{path.name}" if _lies_in_pack(path) else str(path)


def _refuse_extra(source: SourceMap, allowed: tuple[str, ...]) -> None:
    for key in source:
        if key not in allowed:
            advice = nearest(key, allowed) or "删去或改正"
            raise PackError(source.file, source.line_of(key), f"不认识的键“{key}”", advice)


def _build_scenario(entry: Any, place: Place, pack: str | None) -> Scenario:
    if not isinstance(entry, SourceMap):
        raise place.error("场景应当是键和值", "见 docs/packs.md")
    _refuse_extra(entry, ("name", "pack", "proves", "today", "expect", "note", "calendar", *_SITUATION))
    pack = entry.get("pack", pack)
    if not pack:
        raise place.error("没有说是哪个政策包", "写 pack: 政策包的名字")
    plain = replaced(
        entry,
        place=place,
        source=entry,
        pack=pack,
        situation=_build_situation(entry, place),
        calendar=_build_calendar(entry, place),
        expect=_build_expectation(entry.get("expect"), place),
    )
    for key in _SITUATION:
        plain.pop(key, None)
    return build(Scenario, plain)


def _build_calendar(entry: SourceMap, place: Place) -> Calendar:
    written = entry.get("calendar")
    if written is None:
        years: dict[int, YearTable] = dict(published_years())
        return Calendar(years=years)
    if not isinstance(written, SourceMap):
        raise place.error("calendar 应当是键和值", "写 {terms: [{name, first_on, last_on}]}")
    return parse_calendar(written)


class _Around(_Strict):
    about: str = "child"
    choices: dict[str, Figure] = {}
    opened_on: date | None = None
    adopted_on: date | None = None
    held_since: dict[str, date] = {}
    nobody_leads: Words = ()


def _build_situation(entry: SourceMap, place: Place) -> Situation:
    plain = replaced(entry)
    for key in set(entry) - set(_Around.model_fields):
        del plain[key]
    around = build(_Around, plain)
    vocabulary().expect("files", around.about, file=place.file, line=entry.line_of("about"))
    for function in around.nobody_leads:
        vocabulary().expect("actors", function, file=place.file, line=entry.line_of("nobody_leads"))
    facts = _read_facts(entry.get("given"), Place(place.file, entry.line_of("given")))
    return Situation(
        about=around.about,
        facts=facts,
        events=_read_events(entry.get("events"), Place(place.file, entry.line_of("events"))),
        choices=around.choices,
        opened_on=around.opened_on or facts.get("file.opened_on"),
        adopted_on=around.adopted_on,
        held_since=around.held_since,
        nobody_leads=frozenset(around.nobody_leads),
    )


def _read_facts(given: Any, place: Place) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, SourceMap):
        raise place.error("given 应当是键和值", "写成 {child: {born_on: 2006-05-01}}")
    facts: dict[str, Any] = {}
    for group, fields in given.items():
        pairs = fields.items() if isinstance(fields, SourceMap) else [(None, fields)]
        for name, value in pairs:
            key = f"{group}.{name}" if name is not None else str(group)
            line = fields.line_of(name) if isinstance(fields, SourceMap) else given.line_of(group)
            facts[key] = _check_fact(key, value, Place(place.file, line))
    return facts


def _check_fact(key: str, value: Any, place: Place) -> Any:
    vocabulary().expect("facts", key, file=place.file, line=place.line)
    word = vocabulary().facts[key]
    if word.derived:
        raise place.error(f"“{key}”由“{word.derived}”推算", f"写 {word.derived}")
    is_several = word.type == "words" and isinstance(value, list)
    if word.type == "words" and not is_several:
        raise place.error(f"“{word.name}”可以有几项", "写成 [一项, 另一项]，一项也没有写 []")
    for one in value if is_several else [value]:
        refusal = word.refusal(one)
        if refusal:
            raise place.error(refusal, "改成可用的值")
    return tuple(value) if is_several else value


def _read_events(events: Any, place: Place) -> tuple[Happening, ...]:
    if events is None:
        return ()
    if not isinstance(events, SourceList):
        raise place.error("events 应当是列表", "写成 [{on: 2018-02-20, what: ledger.opened}]")
    found = []
    for index, entry in enumerate(events):
        line = events.line_of(index)
        done = build(_Done, entry, file=place.file, line=line)
        vocabulary().expect("events", done.what, file=place.file, line=line)
        for function in done.by:
            vocabulary().expect("actors", function, file=place.file, line=line)
        found.append(Happening(done.what, done.on, done.entered_on, done.detail, frozenset(done.by)))
    return tuple(found)


def _build_expectation(source: Any, place: Place) -> Expectation:
    if not isinstance(source, SourceMap) or not source:
        raise place.error("缺少 expect（期望的结果）", "补上")
    conditions = replaced(source)
    outcomes = replaced(source, conditions=conditions)
    for key in list(source):
        if key in _OUTCOMES:
            del conditions[key]
            continue
        del outcomes[key]
        if isinstance(source[key], str):
            conditions[key] = {"is": source[key]}
    return build(Expectation, outcomes)
