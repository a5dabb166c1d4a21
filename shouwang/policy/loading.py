"""Loading packs from a folder: read, build, extend, and hold every word against what it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from shouwang.policy.clause import Clause
from shouwang.policy.condition import Place, parse_condition
from shouwang.policy.pack import Pack, PackHead
from shouwang.policy.pack_error import PackError, Trouble, nearest
from shouwang.policy.parameter import Parameter
from shouwang.policy.references import find_broken_references
from shouwang.policy.rule import DutyRule, Gate, ListItem, NamedCondition, Standard, WordList
from shouwang.policy.served import Serving
from shouwang.policy.yaml_source import SourceList, SourceMap, build, read, replaced

PACKS_FOLDER = Path(__file__).resolve().parents[2] / "packs"
_RULE_KINDS = ("condition", "duty", "gate", "standard")


def list_pack_ids(*, folder: Path = PACKS_FOLDER) -> tuple[str, ...]:
    """The ids of all packs in a folder, in order."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/pack.yaml")))


def load_packs(*, folder: Path = PACKS_FOLDER) -> dict[str, Pack]:
    """All packs of a folder by id; PackError (with all others in `also`) when any is wrong."""
    trouble = Trouble()
    packs = {id_: trouble.attempt(load_pack, id_, folder=folder) for id_ in list_pack_ids(folder=folder)}
    trouble.stop_if_any()
    return packs


def load_pack(pack_id: str, *, folder: Path = PACKS_FOLDER) -> Pack:
    """One pack with what it extends, loaded once per folder; PackError when it is wrong or not there."""
    return _load(pack_id, _real(folder), ())


@cache
def _real(folder: Path) -> Path:
    """Asking the disk where a folder really lies costs more than finding its pack, and a page asks fifty times."""
    return folder.resolve()


def forget_packs() -> None:
    """Read packs anew from now on (after their files changed)."""
    _load.cache_clear()
    _real.cache_clear()


@cache
def _load(pack_id: str, folder: Path, extended_by: tuple[str, ...]) -> Pack:
    if pack_id in extended_by:
        circle = " → ".join((*extended_by, pack_id))
        raise PackError(f"packs/{pack_id}/pack.yaml", 0, f"extends 绕了一圈：{circle}", "断开其中一处")
    if not (folder / pack_id / "pack.yaml").is_file():
        advice = nearest(pack_id, list_pack_ids(folder=folder)) or f"把 pack.yaml 放进 {pack_id} 文件夹"
        raise PackError(f"packs/{pack_id}", 0, f"没有政策包“{pack_id}”", advice)
    reading = _Reading(folder=folder / pack_id)
    head: PackHead = reading.read_head()
    bases = [_load(base, folder, (*extended_by, pack_id)) for base in head.extends]
    reading.read_everything()
    reading.trouble.stop_if_any()
    pack = reading.assemble(head, bases)
    for error in find_broken_references(pack):
        reading.trouble.add(error)
    reading.trouble.stop_if_any()
    return pack


@dataclass
class _Reading:
    """One pack's own files being read."""

    folder: Path
    trouble: Trouble = field(default_factory=Trouble)
    clauses: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in _RULE_KINDS})
    service: dict[str, tuple[Serving, ...]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def shown(self, file: str) -> str:
        return f"packs/{self.folder.name}/{file}"

    def read(self, file: str, shape: type[Any]) -> Any:
        path = self.folder / file
        if not path.is_file():
            return shape()
        content = read(path, name=self.shown(file))
        if content is None:
            return shape()
        if not isinstance(content, shape):
            wanted = "列表（每条以 - 开头）" if shape is SourceList else "键和值"
            raise PackError(self.shown(file), 1, f"这个文件应当是{wanted}", "见 docs/packs.md")
        return content

    def read_head(self) -> PackHead:
        head = build(PackHead, self.read("pack.yaml", SourceMap), file=self.shown("pack.yaml"), line=1)
        if head.id != self.folder.name:
            raise PackError(self.shown("pack.yaml"), 1, f"id“{head.id}”与文件夹名“{self.folder.name}”不同", "改成一样")
        return head

    def read_everything(self) -> None:
        attempt = self.trouble.attempt
        for read_one in (self.read_clauses, self.read_parameters, self.read_lists, self.read_rules, self.read_service):
            attempt(read_one)

    def each(
        self, entries: SourceMap | SourceList, act: Callable[[Any, Any, Place], None], *, allow_lists: bool = False
    ) -> None:
        """Call act(key, entry, place) for each entry, noting what is wrong with it."""
        pairs = entries.items() if isinstance(entries, SourceMap) else enumerate(entries)
        for key, entry in pairs:
            place = Place(entries.file, entries.line_of(key))
            if not isinstance(entry, SourceMap) and not (isinstance(entry, SourceList) and allow_lists):
                self.trouble.add(place.error(f"“{key}”后面应当是键和值", "补上，见 docs/packs.md"))
                continue
            self.trouble.attempt(act, key, entry, place)

    def read_clauses(self) -> None:
        def add(_: Any, entry: Any, place: Place) -> None:
            clause = build(Clause, entry)
            self.keep(self.clauses, "clause", clause.id, clause, place)

        self.each(self.read("clauses.yaml", SourceList), add)

    def read_parameters(self) -> None:
        def add(key: Any, entry: Any, place: Place) -> None:
            self.keep(self.parameters, "parameter", key, build(Parameter, entry), place)

        self.each(self.read("parameters.yaml", SourceMap), add)

    def read_lists(self) -> None:
        def add(key: Any, entry: Any, place: Place) -> None:
            items = entry.get("items")
            if not isinstance(items, SourceList):
                raise place.error("缺少 items（列表的各项）", "补上")
            built = tuple(build(ListItem, _with_node(item, "when")) for item in items)
            source = replaced(entry, items=built, place=place)
            self.keep(self.lists, "list", key, build(WordList, source), place)

        self.each(self.read("lists.yaml", SourceMap), add)

    def read_rules(self) -> None:
        self.each(self.read("rules.yaml", SourceList), self.add_rule)

    def add_rule(self, _: Any, entry: Any, place: Place) -> None:
        kinds = [kind for kind in _RULE_KINDS if isinstance(entry, SourceMap) and kind in entry]
        if len(kinds) != 1:
            raise place.error(f"每条规则恰好写 {'、'.join(_RULE_KINDS)} 中的一个", "见 docs/packs.md")
        kind = kinds[0]
        rule = _BUILD_RULE[kind](entry, place)
        if kind == "gate":
            self.rules["gate"][rule.key] = (*self.rules["gate"].get(rule.key, ()), rule)
            self.places["gate", rule.key] = place
        else:
            self.keep(self.rules[kind], kind, rule.key, rule, place)

    def read_service(self) -> None:
        def add(key: Any, entry: Any, place: Place) -> None:
            entries = entry if isinstance(entry, SourceList) else [entry]
            servings = tuple(build(Serving, one, file=place.file, line=place.line) for one in entries)
            self.keep(self.service, "service", key, servings, place)

        self.each(self.read("service.yaml", SourceMap), add, allow_lists=True)

    def keep(self, shelf: dict[str, Any], kind: str, key: str, thing: Any, place: Place) -> None:
        if key in shelf:
            first = self.places[kind, key]
            raise place.error(f"“{key}”写了两遍（第一遍在第 {first.line} 行）", "合并或改名")
        shelf[key] = thing
        self.places[kind, key] = place

    def assemble(self, head: PackHead, bases: list[Pack]) -> Pack:
        def merged(own: dict[str, Any], name: str) -> dict[str, Any]:
            inherited = {key: thing for base in bases for key, thing in getattr(base, name).items()}
            return {**inherited, **own}

        places = {pair: place for base in bases for pair, place in base.places.items()}
        base_clauses = {id_: clause for base in bases for id_, clause in {**base.base_clauses, **base.clauses}.items()}
        return Pack(
            head=head,
            clauses=self.clauses,
            base_clauses=base_clauses,
            parameters=merged(self.parameters, "parameters"),
            lists=merged(self.lists, "lists"),
            conditions=merged(self.rules["condition"], "conditions"),
            duties=merged(self.rules["duty"], "duties"),
            gates=merged(self.rules["gate"], "gates"),
            standards=merged(self.rules["standard"], "standards"),
            service=self.service,
            places={**places, **self.places},
            own=frozenset(self.places),
        )


def _with_node(source: Any, key: str, **changes: Any) -> Any:
    """The entry with the condition under `key` parsed."""
    if not isinstance(source, SourceMap) or key not in source:
        return replaced(source, **changes) if isinstance(source, SourceMap) else source
    node = parse_condition(source[key], file=source.file, line=source.line_of(key))
    return replaced(source, **{key: node}, **changes)


def _build_duty(entry: SourceMap, place: Place) -> DutyRule:
    return build(DutyRule, _with_node(entry, "while", place=place))


def _build_gate(entry: SourceMap, place: Place) -> Gate:
    return build(Gate, _with_node(entry, "require", place=place))


def _build_standard(entry: SourceMap, place: Place) -> Standard:
    return build(Standard, replaced(entry, place=place))


def _build_condition(entry: SourceMap, place: Place) -> NamedCondition:
    """Accepts the node under `when:` or written directly beside the condition's name."""
    labels = [key for key in ("condition", "title", "clauses", "note", "about") if key in entry]
    source, rest = replaced(entry, place=place), replaced(entry)
    for label in labels:
        del rest[label]
    for key in rest:
        del source[key]
    inside = rest["when"] if set(rest) == {"when"} else rest
    source["node"] = parse_condition(inside, file=place.file, line=rest.line_of("when"))
    return build(NamedCondition, source)


_BUILD_RULE: dict[str, Callable[[SourceMap, Place], Any]] = {
    "duty": _build_duty,
    "gate": _build_gate,
    "standard": _build_standard,
    "condition": _build_condition,
}
