"""Running scenarios: what the pack says is held against what the scenario expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shouwang.policy.answer import Answer
from shouwang.policy.condition import Place, Ref
from shouwang.policy.evaluate import Case, evaluate, items_of
from shouwang.policy.gate import ask
from shouwang.policy.loading import PACKS_FOLDER, load_pack
from shouwang.policy.obligation import Obligation, Reckoning
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError, nearest
from shouwang.policy.reckon import reckon
from shouwang.policy.scenario import (
    ExpectedAnswer,
    ExpectedDuty,
    ExpectedFigure,
    ExpectedUndated,
    ExpectedUnknown,
    ExpectedVerdict,
    Scenario,
    list_scenario_files,
    read_scenarios,
)
from shouwang.policy.uses import refuse_choice
from shouwang.policy.yaml_source import find_line

_DUTY_FIELDS = ("owner", "trigger", "opens_on", "warn_on", "due_on", "late_on", "last_done_on", "note")
_OUTCOME_NAMES = {"yes": "是", "no": "否", "unknown": "不知道"}


@dataclass(frozen=True)
class ScenarioResult:
    """How one scenario went; `failures` are sentences, empty when it passed."""

    scenario: Scenario
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures


def run_scenarios(paths: Iterable[Path], *, folder: Path = PACKS_FOLDER) -> Iterator[ScenarioResult | PackError]:
    """Each scenario of the files and folders in turn; a PackError in place of what cannot be read."""
    for path in paths:
        for file in list_scenario_files(path):
            yield from _run_file(file, folder)


def clauses_named_by_scenarios(pack: Pack, *, folder: Path = PACKS_FOLDER) -> set[str]:
    """The clauses that the scenarios in the pack's own folder claim to prove."""
    place = folder / pack.id / "scenarios"
    files = list_scenario_files(place) if place.is_dir() else []
    return {clause for file in files for scenario in read_scenarios(file) for clause in scenario.proves}


def _run_file(file: Path, folder: Path) -> Iterator[ScenarioResult | PackError]:
    try:
        scenarios = read_scenarios(file)
    except PackError as error:
        yield from error.everything()
        return
    for scenario in scenarios:
        try:
            yield run_scenario(scenario, load_pack(scenario.pack, folder=folder))
        except PackError as error:
            yield from error.everything()


def run_scenario(scenario: Scenario, pack: Pack) -> ScenarioResult:
    """One scenario against its pack; PackError when it names something that the pack has not."""
    errors = _find_broken_words(scenario, pack)
    if errors:
        raise PackError(errors[0].file, errors[0].line, errors[0].what, errors[0].what_to_do, also=tuple(errors[1:]))
    return ScenarioResult(scenario, tuple(_find_failures(scenario, pack)))


def _find_broken_words(scenario: Scenario, pack: Pack) -> list[PackError]:
    errors = []
    for kind, known, word in _words(scenario, pack):
        if word not in known:
            line = find_line(scenario.source, word) or scenario.place.line
            place = Place(scenario.place.file, line)
            errors.append(place.error(f"政策包 {pack.id} 没有{kind}“{word}”", nearest(word, known) or "核对名字"))
    return errors or list(_find_bad_choices(scenario, pack))


def _find_bad_choices(scenario: Scenario, pack: Pack) -> Iterator[PackError]:
    for key, value in scenario.situation.choices.items():
        refusal = refuse_choice(pack, key, value)
        if refusal:
            line = find_line(scenario.source, key) or scenario.place.line
            yield PackError(scenario.place.file, line, f"choices 里 {key}：{refusal}", "改成可选的值")


def _words(scenario: Scenario, pack: Pack) -> Iterator[tuple[str, Iterable[str], str]]:
    expect = scenario.expect
    clauses = {**pack.clauses, **pack.base_clauses}
    local = [key for key, one in pack.parameters.items() if any(v.source == "local" for v in one.values.values())]
    duties = [duty.key for duty in expect.duties]
    duties += [duty.key for duty in expect.undated] + [duty.key for duty in expect.unknown]
    cited = [clause for answer in expect.conditions.values() for clause in answer.because]
    cited += [clause for verdict in expect.gates for clause in verdict.because]
    named: list[tuple[str, Iterable[str], Iterable[str]]] = [
        ("条款", clauses, (*scenario.proves, *cited)),
        ("由县里选定的参数", local, scenario.situation.choices),
        ("条件", pack.conditions, expect.conditions),
        ("任务", pack.duties, (*expect.no_duties, *duties, *scenario.situation.held_since)),
        ("门槛", pack.gates, (one.gate for one in expect.gates)),
        ("列表", pack.lists, expect.lists),
        ("参数", pack.parameters, expect.parameters),
    ]
    for kind, known, words in named:
        yield from ((kind, known, word) for word in words)


def _find_failures(scenario: Scenario, pack: Pack) -> Iterator[str]:
    situation, today, calendar, expect = scenario.situation, scenario.today, scenario.calendar, scenario.expect
    for name, expected in expect.conditions.items():
        yield from _compare_answer(name, evaluate(pack, name, situation, today, calendar), expected)
    reckoning = reckon(pack, situation, today, calendar)
    for duty in expect.duties:
        yield from _compare_duty(duty, reckoning, scenario, pack)
    yield from _find_unwanted(expect.no_duties, reckoning)
    for undated in expect.undated:
        yield from _compare_undated(undated, reckoning)
    for unknown in expect.unknown:
        yield from _compare_unknown(unknown, reckoning)
    for gate in expect.gates:
        yield from _compare_verdict(gate, scenario, pack)
    case = Case.open(pack, situation, today, calendar)
    for key, wanted in expect.lists.items():
        yield from _compare_list(key, wanted, case)
    for key, figure in expect.parameters.items():
        yield from _compare_figure(key, figure, case)


def _compare_answer(name: str, answer: Answer, expected: ExpectedAnswer) -> Iterator[str]:
    if answer.outcome != expected.is_:
        shown = f"{_OUTCOME_NAMES[answer.outcome]}（{_reasons(answer)}）"
        yield f"{name}：应为“{_OUTCOME_NAMES[expected.is_]}”，得到“{shown}”"
        return
    yield from _compare_words(f"{name} 的依据", expected.because, answer.because, is_exact=False)
    if expected.missing is not None:
        yield from _compare_words(f"{name} 缺少的事实", expected.missing, answer.missing, is_exact=True)


def _reasons(answer: Answer) -> str:
    return f"缺 {'、'.join(answer.missing)}" if answer.is_unknown else f"依据 {'、'.join(answer.because) or '无'}"


def _compare_words(what: str, wanted: Iterable[str], found: Iterable[str], *, is_exact: bool) -> Iterator[str]:
    lacking = [word for word in wanted if word not in set(found)]
    extra = [word for word in found if word not in set(wanted)] if is_exact else []
    if lacking:
        yield f"{what}里没有 {'、'.join(lacking)}（有 {'、'.join(found) or '空'}）"
    if extra:
        yield f"{what}多出 {'、'.join(extra)}"


def _compare_duty(expected: ExpectedDuty, reckoning: Reckoning, scenario: Scenario, pack: Pack) -> Iterator[str]:
    rows = [one for one in reckoning.obligations if one.rule == expected.key]
    if not rows:
        yield f"没有任务 {expected.key}{_why_absent(expected.key, reckoning)}"
        return
    described = sorted([list(_differences(expected, row, scenario, pack)) for row in rows], key=len)
    if described[0]:
        yield f"任务 {expected.key}：{'，'.join(described[0])}"


def _why_absent(key: str, reckoning: Reckoning) -> str:
    for undated in reckoning.undated:
        if undated.rule == key:
            return f"（没有期限：{undated.reason}）"
    for unknown in reckoning.unknown:
        if unknown.rule == key:
            return f"（不知道该不该有，缺 {'、'.join(unknown.missing)}）"
    return ""


def _differences(expected: ExpectedDuty, row: Obligation, scenario: Scenario, pack: Pack) -> Iterator[str]:
    rule = pack.duties[row.rule]
    found: dict[str, Any] = {name: getattr(row, name) for name in _DUTY_FIELDS}
    found |= {"state": row.state(scenario.today), "late_goes_to": rule.late_goes_to, "clauses": row.clauses}
    for name in expected.model_fields_set - {"key"}:
        wanted = getattr(expected, name)
        if found[name] != wanted:
            yield f"{name} 应为 {_show(wanted)}，得到 {_show(found[name])}"


def _show(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else "空" if value in (None, "") else str(value)


def _find_unwanted(keys: Iterable[str], reckoning: Reckoning) -> Iterator[str]:
    for key in keys:
        rows = [one for one in reckoning.obligations if one.rule == key]
        if rows:
            yield f"不应有任务 {key}（{rows[0].opens_on} 起，{rows[0].due_on} 到期）"


def _compare_undated(expected: ExpectedUndated, reckoning: Reckoning) -> Iterator[str]:
    rows = [one for one in reckoning.undated if one.rule == expected.key and expected.owner in (None, one.owner)]
    wanted = f"parameter:{expected.parameter}" if expected.parameter else None
    if not rows:
        yield f"任务 {expected.key} 应当成立而没有期限，结果不是"
    elif wanted and all(one.reason != wanted for one in rows):
        yield f"任务 {expected.key} 没有期限的原因应为 {wanted}，得到 {rows[0].reason}"


def _compare_unknown(expected: ExpectedUnknown, reckoning: Reckoning) -> Iterator[str]:
    row = next((one for one in reckoning.unknown if one.rule == expected.key), None)
    if row is None:
        yield f"任务 {expected.key} 该不该有应当是不知道，结果不是"
    elif expected.missing is not None:
        yield from _compare_words(f"任务 {expected.key} 缺少的事实", expected.missing, row.missing, is_exact=True)


def _compare_verdict(expected: ExpectedVerdict, scenario: Scenario, pack: Pack) -> Iterator[str]:
    verdict = ask(pack, expected.gate, scenario.situation, scenario.today, scenario.calendar)
    if verdict.allowed != expected.allowed:
        reasons = "、".join((*verdict.because, *(f"缺 {key}" for key in verdict.missing)))
        yield f"门槛 {expected.gate}：应为{_allowed(expected.allowed)}，得到{_allowed(verdict.allowed)}（{reasons}）"
        return
    yield from _compare_words(f"门槛 {expected.gate} 的依据", expected.because, verdict.because, is_exact=False)
    if expected.missing is not None:
        yield from _compare_words(f"门槛 {expected.gate} 缺少的事实", expected.missing, verdict.missing, is_exact=True)


def _allowed(is_allowed: bool) -> str:
    return "放行" if is_allowed else "拒绝"


def _compare_list(key: str, wanted: Iterable[str], case: Case) -> Iterator[str]:
    counting = [item.key for item in items_of(case, key)]
    yield from _compare_words(f"列表 {key} ", tuple(wanted), counting, is_exact=True)


def _compare_figure(key: str, expected: ExpectedFigure, case: Case) -> Iterator[str]:
    dated = case.law.parameters[key].on(case.today)
    figure = case.figure(Ref(key))
    if figure != expected.is_:
        yield f"参数 {key}：应为 {_show(expected.is_)}，得到 {_show(figure)}"
    if expected.source and (dated is None or dated.source != expected.source):
        yield f"参数 {key}：出处应为 {expected.source}，得到 {dated.source if dated else '尚未生效'}"
