"""Plans as pages: their clauses in order, what serves each, how it stands here today."""

from pathlib import Path

from django.conf import settings

from shouwang.page.duty_rows import get_pack
from shouwang.policy.clause import Clause
from shouwang.policy.loading import list_pack_ids
from shouwang.policy.pack import Pack


def list_packs() -> list[Pack]:
    """Every pack that lies in the packs folder and can be read."""
    found = (get_pack(pack_id) for pack_id in list_pack_ids(folder=Path(settings.PACKS_DIR)))
    return [pack for pack in found if pack is not None]


def find_clause(clause_id: str, *, pack_id: str = "") -> tuple[Pack, Clause] | None:
    """The clause, and the pack whose own it is."""
    for pack in list_packs():
        if clause_id in pack.clauses:
            return pack, pack.clauses[clause_id]
    return None
