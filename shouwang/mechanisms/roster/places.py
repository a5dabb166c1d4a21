"""Which village a row means: by township and village as officials write them, within the county's own territory."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from shouwang.access.divisions import root, shorten
from shouwang.access.models import County
from shouwang.access.queries import list_territory

ALIKE = 60


@dataclass(frozen=True)
class Found:
    village_id: int
    township_id: int


@dataclass(frozen=True)
class NotFound:
    """`code` and `details` of the problem's sentence."""

    code: str
    details: dict[str, Any]


class Gazetteer:
    """The county's villages by name; built once a roster."""

    def __init__(self, *, county: County) -> None:
        regions = list(list_territory(county=county))
        self._townships = {region.pk: region.short_name for region in regions if region.level == 4}
        self._by_name: dict[str, list[Found]] = {}
        self._names: dict[str, str] = {}
        for region in regions:
            if region.level == 5 and region.parent_id in self._townships:
                key = root(region.name)
                self._by_name.setdefault(key, []).append(Found(region.pk, region.parent_id))
                self._names[key] = region.short_name
        self._answers: dict[tuple[str | None, str | None], Found | NotFound] = {}

    def find(self, *, township: str | None, village: str | None) -> Found | NotFound:
        """One village, or why not: unknown (with the nearest names), or several of the same name."""
        asked = (township, village)
        if asked not in self._answers:
            self._answers[asked] = self._look(township, village or "")
        return self._answers[asked]

    def _look(self, township: str | None, village: str) -> Found | NotFound:
        here = self._by_name.get(root(village.strip()), [])
        if township:
            wanted = root(shorten(township.strip(), level=4))
            here = [one for one in here if root(self._townships[one.township_id]) == wanted]
        if len(here) == 1:
            return here[0]
        if here:
            names = "、".join(self._townships[one.township_id] for one in here)
            return NotFound("village_several", {"village": village, "townships": names})
        near = process.extract(root(village), self._names.keys(), limit=3, score_cutoff=ALIKE)
        return NotFound(
            "village_unknown", {"village": village, "near": "、".join(self._names[key] for key, *_ in near)}
        )
