"""Duties as they are read: the rule's title and clauses, whom it is about, and the act that its button opens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings

from shouwang.access.scope import Scope
from shouwang.duties.ladders import Ladder, list_ladders, list_late_ones
from shouwang.duties.models import Duty, Rung
from shouwang.duties.queries import get_files_of
from shouwang.page.addresses import address_on
from shouwang.page.mechanism import Act, find_act
from shouwang.policy.loading import load_pack
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError
from shouwang.policy.rule import DutyRule
from shouwang.registry.models import File


@dataclass(frozen=True)
class DutyRow:
    """One line of a list of duties. `act` is None when this scope may not do it, or no mechanism does yet."""

    duty: Duty
    file: File | None
    rule: DutyRule | None
    act: Act | None
    ladder: Ladder | None = None

    @property
    def title(self) -> str:
        return self.rule.title if self.rule else self.duty.rule

    @property
    def clauses(self) -> tuple[str, ...]:
        return self.rule.clauses if self.rule else ()

    def address(self, back: str) -> str:
        """Where the duty is done."""
        path = address_on("do", self.duty.file_id, self.act.event) if self.act else ""
        return f"{path}?{urlencode({'back': back})}" if path else ""


def get_pack(pack_id: str) -> Pack | None:
    """The pack, or None when its folder is gone or wrong."""
    try:
        return load_pack(pack_id, folder=Path(settings.PACKS_DIR))
    except PackError:
        return None


def rule_of(duty: Any) -> DutyRule | None:
    """The rule behind a duty, a flip or a rung."""
    pack = get_pack(duty.pack)
    return pack.duties.get(duty.rule) if pack else None


@dataclass(frozen=True)
class RaisedRow:
    """A late duty of others that was raised to this post. `file` is None outside the scope."""

    rung: Rung
    rule: DutyRule | None
    file: File | None
    offices: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.rule.title if self.rule else self.rung.rule

    @property
    def clauses(self) -> tuple[str, ...]:
        return self.rule.clauses if self.rule else ()


def as_raised(rungs: Sequence[Rung], *, scope: Scope) -> list[RaisedRow]:
    """In the same order, each with its file within the scope and the offices that are late."""
    if not rungs:
        return []
    files = File.objects.within(scope).filter(pk__in={rung.file_id for rung in rungs})
    found = {file.pk: file for file in files.select_related("village", "township")}
    found |= get_files_of([rung for rung in rungs if rung.is_case], scope=scope)  # a case: its number, never more
    late = [tuple(duty.office.name for duty in duties if duty.office) for duties in list_late_ones(rungs)]
    return [
        RaisedRow(rung=rung, rule=rule_of(rung), file=found.get(rung.file_id), offices=offices)
        for rung, offices in zip(rungs, late, strict=True)
    ]


def as_rows(
    duties: Iterable[Duty], *, scope: Scope, today: date, files: Mapping[UUID, File] | None = None
) -> list[DutyRow]:
    """In the same order; the files come in one query, or the caller has them all. Late ones say where they were raised
    to, and where they go next."""
    duties = list(duties)
    files = get_files_of(duties, scope=scope) if files is None else files
    ladders = list_ladders(duties, county_id=scope.county_id, today=today)
    return [_row(duty, files, scope, ladders.get(duty.pk)) for duty in duties]


def _row(duty: Duty, files: Mapping[UUID, File], scope: Scope, ladder: Ladder | None) -> DutyRow:
    file, rule = files.get(duty.file_id), rule_of(duty)
    act = find_act(rule.act) if rule and rule.act else None
    is_ours = duty.office_id in scope.office_ids
    may = act is not None and file is not None and is_ours and _may(scope, file, act, duty)
    return DutyRow(duty=duty, file=file, rule=rule, act=act if may else None, ladder=ladder)


def _may(scope: Scope, file: File, act: Act, duty: Duty) -> bool:
    """By a right on the file; or on a case, of which the office may see nothing else, because it owes this."""
    is_asked = any(grant.office_id == duty.office_id and "case.task" in grant.rights for grant in scope.grants)
    return (duty.is_case and is_asked) or scope.grant_for(file, act.right_on(file.kind)) is not None
