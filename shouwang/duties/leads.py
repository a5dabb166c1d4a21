"""Who leads: a duty's owner is a function; the office that leads it where the file lies is who owes it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from shouwang.access.models import CountyRegion, Lead
from shouwang.registry.models import File


def _region_of(file: File, roots: list[int]) -> int | None:
    return file.village_id or file.township_id or (roots[0] if roots else None)


def list_offices(*, file: File, functions: Iterable[str]) -> dict[str, list[UUID | None]]:
    """For each function the offices that lead it for `file`; `[None]` where nobody does.

    A school's own duty falls on the school that the child attends, or on the school that the file is of.
    """
    roots = list(
        CountyRegion.objects.filter(county_id=file.county_id).order_by("id").values_list("region_id", flat=True)
    )
    region = _region_of(file, roots)
    found: dict[str, list[UUID | None]] = defaultdict(list)
    wanted = set(functions)
    rows = Lead.objects.filter(county_id=file.county_id, region_id=region, function__in=wanted).order_by("id")
    for function, office_id in rows.values_list("function", "office_id"):
        found[function].append(office_id)
    if "school" in wanted:
        found["school"] = [file.school_id]
    return {function: found[function] or [None] for function in wanted}
