"""What the case's page shows of temporary care, and what its forms need to know."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.placement.queries import days_of, list_houses, list_stays
from shouwang.page.plan_lists import lists
from shouwang.registry.models import File


def stays_panel(file: File, scope: Scope, today: date) -> dict[str, Any] | None:
    stays = list(list_stays(file=file))
    for stay in stays:
        stay.days = days_of(stay, today)
        stay.latest_notes = sorted(stay.notes.all(), key=lambda note: note.on, reverse=True)[:7]
    return {"stays": stays} if stays else None


def receivers(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The plan's receivers of an escort and its shelters in one list, and the institutions with free beds."""
    found = lists(receivers="placement.receivers", shelters="placement.shelters")(file, scope, today)["lists"]
    both = dict([*found["receivers"], *found["shelters"]])
    return {"lists": {"place_kind": list(both.items())}, "houses": list_houses(county_id=file.county_id)}
