"""Duties as they are read: the rule's title and clauses, whom it is about, and the act that its button opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from shouwang.access.scope import Scope
from shouwang.duties.models import Duty
from shouwang.duties.queries import get_files_of
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

    @property
    def title(self) -> str:
        return self.rule.title if self.rule else self.duty.rule

    @property
    def clauses(self) -> tuple[str, ...]:
        return self.rule.clauses if self.rule else ()

    def address(self, back: str) -> str:
        """Where the duty is done."""
        path = reverse("do", args=[self.duty.file_id, self.act.event]) if self.act else ""
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


def as_rows(duties: Iterable[Duty], *, scope: Scope) -> list[DutyRow]:
    """In the same order; the files come in one query."""
    duties = list(duties)
    files = get_files_of(duties, scope=scope)
    return [_row(duty, files, scope) for duty in duties]


def _row(duty: Duty, files: Mapping[UUID, File], scope: Scope) -> DutyRow:
    file, rule = files.get(duty.file_id), rule_of(duty)
    act = find_act(rule.act) if rule and rule.act else None
    is_ours = duty.office_id in scope.office_ids
    may = act is not None and file is not None and is_ours and scope.grant_for(file, act.right) is not None
    return DutyRow(duty=duty, file=file, rule=rule, act=act if may else None)
