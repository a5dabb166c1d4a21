"""Checking a pack: what a loaded pack still lacks before a county can rely on it, and packs that contradict."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shouwang.policy.clause import Clause
from shouwang.policy.condition import FactTest, Node, Ref
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError, nearest
from shouwang.policy.rule import DutyRule, Gate
from shouwang.policy.served import Serving
from shouwang.policy.uses import list_uses, parts_followed
from shouwang.policy.vocabulary import vocabulary

_SHELVES = {
    "duty": "duties",
    "gate": "gates",
    "condition": "conditions",
    "list": "lists",
    "parameter": "parameters",
    "standard": "standards",
}
_WORDS = {"record": "events", "document": "documents", "report": "reports", "right": "rights", "page": "pages"}
_CHILDS = ("child", "father", "mother", "carer", "care", "contact", "household", "file")
_FACTS_OF = {
    "child": _CHILDS,
    "case": ("case", *_CHILDS),
    "household": ("household", "file"),
    "woman": ("woman", "file"),
    "elder": ("elder", "file"),
}
_PROVES = re.compile(r"\bproves\(([^)]*)\)")
_QUOTED = re.compile(r"""["']([A-Z][A-Z0-9]*-[A-Za-z0-9.]+(?:-[a-z0-9]+)?)["']""")


def check_pack(pack: Pack, *, named: Collection[str] | None = None) -> list[PackError]:
    """What is wrong with a loaded pack, in the order of its files.

    `named` are the clauses that some scenario or test names; without it that question is not asked.
    """
    errors = [*_find_unserved(pack), *_find_unreal(pack), *_find_unsourced(pack), *_find_bad_figures(pack)]
    errors += [*_find_strangers(pack)]
    if named is not None:
        errors += [*_find_unproven(pack, named)]
    return errors


def clauses_named_by_tests(root: Path) -> set[str]:
    """The clauses that `@pytest.mark.proves(...)` names in the test files under `root`."""
    files = [file for folder in ("shouwang", "tests") for file in (root / folder).rglob("test_*.py")]
    marks = (mark for file in files for mark in _PROVES.findall(file.read_text(encoding="utf-8")))
    return {clause for mark in marks for clause in _QUOTED.findall(mark)}


def suggest_entry(clause: Clause) -> str:
    """The line of service.yaml to paste for a clause that has none."""
    return f'{clause.id}: {{not_yet: {clause.mechanism}, waits_for: "{clause.evidence or clause.do}"}}'


def _service_file(pack: Pack) -> str:
    return f"packs/{pack.id}/service.yaml"


def _find_unserved(pack: Pack) -> Iterator[PackError]:
    for clause in pack.clauses.values():
        if clause.id not in pack.service:
            advice = f"补一行 {suggest_entry(clause)}"
            yield PackError(_service_file(pack), 0, f"条款 {clause.id}（{clause.do}）没有说明由什么落实", advice)


def _find_unreal(pack: Pack) -> Iterator[PackError]:
    for clause_id, servings in pack.service.items():
        place = pack.places["service", clause_id]
        for serving in servings:
            known = _known_names(pack, serving)
            for name in serving.name:
                if name not in known:
                    advice = nearest(name, known) or "核对名字，或改写 not_yet"
                    yield place.error(f"{clause_id} 的 {serving.by}“{name}”不存在", advice)


def _known_names(pack: Pack, serving: Serving) -> Collection[str]:
    if serving.by in _SHELVES:
        shelf: Collection[str] = getattr(pack, _SHELVES[serving.by])
        return shelf
    words: Collection[str] = getattr(vocabulary(), _WORDS[serving.by]) if serving.by else ()
    return words


def _find_unsourced(pack: Pack) -> Iterator[PackError]:
    for key, parameter in pack.parameters.items():
        for day, figure in parameter.values.items():
            if not figure.clause and not figure.law:
                yield pack.places["parameter", key].error(
                    f"参数“{key}”从 {day} 起的值没有写 clause 或 law", "写明哪一条要求它"
                )


def _find_unproven(pack: Pack, named: Collection[str]) -> Iterator[PackError]:
    for clause in pack.clauses.values():
        served = any(serving.serves for serving in pack.service.get(clause.id, ()))
        if clause.is_must and served and clause.id not in named:
            place = pack.places["service", clause.id]
            yield place.error(
                f"必须条款 {clause.id} 有了落实，但没有场景或测试证明", f"写一个场景，proves: [{clause.id}]"
            )


def _find_bad_figures(pack: Pack) -> Iterator[PackError]:
    """Figures and suggestions that the rules which read them cannot use."""
    for key, use in list_uses(pack).items():
        parameter = pack.parameters[key]
        figures = [(str(day), figure.value) for day, figure in parameter.values.items()]
        for when, value in [*figures, ("suggest", parameter.suggest)]:
            refusal = use.refusal(value) if value is not None else ""
            if refusal:
                yield pack.places["parameter", key].error(f"参数“{key}”的 {when} 值{refusal}", "改成规则读得懂的值")


def _find_strangers(pack: Pack) -> Iterator[PackError]:
    """Events and facts that a duty or gate waits for and that its kind of file never has."""
    for duty in pack.duties.values():
        if ("duty", duty.key) in pack.own:
            words = (*duty.on, *duty.done_by, *duty.since_words)
            yield from _find_strange_events(f"任务“{duty.key}”", duty, words)
            yield from _find_strange_facts(pack, f"任务“{duty.key}”", duty, duty.condition, duty.since_words)
    for gate in (gate for gates in pack.gates.values() for gate in gates):
        if ("gate", gate.event) in pack.own:
            yield from _find_strange_events(f"门槛“{gate.event}”", gate, (gate.event,))
            yield from _find_strange_facts(pack, f"门槛“{gate.event}”", gate, gate.require, ())


def _find_strange_events(name: str, rule: DutyRule | Gate, named: tuple[str, ...]) -> Iterator[PackError]:
    words = vocabulary()
    for event in (word for word in named if word in words.events):
        about = words.events[event].about
        if rule.about not in about:
            kinds = "、".join(words.files[kind] for kind in about)
            what = f"{name}关于{words.files[rule.about]}，事件“{event}”只发生在{kinds}的档案上，永远等不到"
            yield rule.place.error(what, "改 about，或换一个事件")


def _find_strange_facts(
    pack: Pack, name: str, rule: DutyRule | Gate, condition: Node | None, named: tuple[str, ...]
) -> Iterator[PackError]:
    groups = (*_FACTS_OF.get(rule.about, ("unit", "file")), *(("actor",) if isinstance(rule, Gate) else ()))
    keys = {part.key for part in parts_followed(pack, condition) if isinstance(part, FactTest)}
    for key in sorted(keys | {word for word in named if word in vocabulary().facts}):
        if key.split(".")[0] not in groups:
            kind = vocabulary().files[rule.about]
            yield rule.place.error(f"{name}关于{kind}，{kind}的档案没有事实“{key}”", "改 about，或换一个条件")


@dataclass(frozen=True)
class Contradiction:
    """Two packs that say different figures under one key."""

    kind: str
    key: str
    first: str
    second: str
    first_clauses: tuple[str, ...]
    second_clauses: tuple[str, ...]

    def __str__(self) -> str:
        first = f"{self.first}（{'、'.join(self.first_clauses)}）"
        second = f"{self.second}（{'、'.join(self.second_clauses)}）"
        return f"{_KINDS[self.kind]}“{self.key}”两个方案不一致：{first} 与 {second}"


_KINDS = {"duty": "任务", "parameter": "参数"}


def contradictions(first: Pack, second: Pack) -> list[Contradiction]:
    """Where two packs that one county would adopt together fix different figures under one key.

    A figure that a county must choose contradicts nothing; a pack never contradicts one that it extends.
    """
    if second.id in first.head.extends or first.id in second.head.extends:
        return []
    return [*_contradicting_parameters(first, second), *_contradicting_duties(first, second)]


def _contradicting_parameters(first: Pack, second: Pack) -> Iterator[Contradiction]:
    for key in first.parameters.keys() & second.parameters.keys():
        one, other = first.parameters[key], second.parameters[key]
        figures = (one.latest.value, other.latest.value)
        if None not in figures and figures[0] != figures[1]:
            yield Contradiction("parameter", key, str(figures[0]), str(figures[1]), one.clauses, other.clauses)


def _contradicting_duties(first: Pack, second: Pack) -> Iterator[Contradiction]:
    for key in first.duties.keys() & second.duties.keys():
        one, other = first.duties[key], second.duties[key]
        clocks = (clock_of(first, one), clock_of(second, other))
        if None not in (*clocks[0], *clocks[1]) and clocks[0] != clocks[1]:
            shown = [" ".join(map(str, filter(None, clock))) for clock in clocks]
            yield Contradiction("duty", key, shown[0], shown[1], one.clauses, other.clauses)


def clock_of(pack: Pack, duty: DutyRule) -> tuple[Any, ...]:
    """A duty's `every` and `within`, parameters put in: None for what the county must choose, "" for what is not."""
    return tuple(_fixed(pack, figure) for figure in (duty.every or "", duty.within or ""))


def _fixed(pack: Pack, figure: Any) -> Any:
    return pack.parameters[figure.parameter].latest.value if isinstance(figure, Ref) else figure
