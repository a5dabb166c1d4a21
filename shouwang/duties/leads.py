"""Who leads: a duty's owner is a function; the office that leads it where the file lies is who owes it."""

from collections import defaultdict
from collections.abc import Sequence, Set
from uuid import UUID

from shouwang.access.models import CountyRegion, Lead
from shouwang.registry.models import File

Offices = dict[str, list[UUID | None]]


class Led:
    """Which functions nobody leads where these files lie: read once for all of them, when a plan first asks."""

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files
        self._found: dict[frozenset[str], dict[UUID, frozenset[str]]] = {}

    def by_nobody(self, file: File, functions: frozenset[str]) -> frozenset[str]:
        """Of these functions those without an office."""
        if not functions:
            return functions
        if functions not in self._found:
            wanted = [(one, functions) for one in self._files]
            offices = list_offices(county_id=file.county_id, wanted=wanted)
            self._found[functions] = {
                one.pk: frozenset(word for word, here in found.items() if here == [None])
                for one, found in zip(self._files, offices, strict=True)
            }
        return self._found[functions][file.pk]


def list_offices(*, county_id: int, wanted: Sequence[tuple[File, Set[str]]]) -> list[Offices]:
    """For each file, in order, and each of its functions the offices that lead it there; `[None]` where nobody does.

    A school's own duty falls on the school that the child attends, or on the school that the file is of.
    """
    roots = CountyRegion.objects.filter(county_id=county_id).order_by("id")
    root = roots.values_list("region_id", flat=True).first()
    regions = [file.village_id or file.township_id or root for file, _ in wanted]
    functions = frozenset[str]().union(*(words for _, words in wanted))
    found: dict[tuple[int | None, str], list[UUID | None]] = defaultdict(list)
    rows = Lead.objects.filter(county_id=county_id, region_id__in=set(regions) - {None}, function__in=functions)
    for region, function, office_id in rows.order_by("id").values_list("region_id", "function", "office_id"):
        found[region, function].append(office_id)
    return [
        {word: [file.school_id] if word == "school" else found.get((region, word)) or [None] for word in words}
        for (file, words), region in zip(wanted, regions, strict=True)
    ]
