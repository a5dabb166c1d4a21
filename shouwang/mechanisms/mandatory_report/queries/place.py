"""Where it happens: what somebody typed as a village or township."""

from shouwang.access.models import County, Region
from shouwang.access.models.place import Level
from shouwang.access.queries import list_territory


def get_county(*, code: str) -> County:
    """Raises County.DoesNotExist."""
    return County.objects.get(code=code)


def list_counties() -> list[County]:
    return list(County.objects.order_by("code"))


def label_of(region: Region) -> str:
    """北台村（张强镇）; a township by its name alone."""
    return f"{region.short_name}（{region.parent.short_name}）" if region.level == Level.VILLAGE else region.short_name


def list_places(*, county: County) -> list[Region]:
    """The villages and townships of the county, in the order of the tree."""
    found = list_territory(county=county).filter(level__gte=Level.TOWNSHIP).select_related("parent")
    return list(found.order_by("path"))


def find_place(*, county: County, text: str) -> Region | None:
    """The one village or township that `text` can mean; None when it means none, or several."""
    text = text.strip()
    if not text:
        return None
    places = list_places(county=county)
    exact = [place for place in places if text in (label_of(place), place.name)]
    same = exact or [place for place in places if text in (place.short_name, place.pinyin)]
    full = same or [place for place in places if _is_named_in(place, text)]
    return full[0] if len(full) == 1 else None


def _is_named_in(place: Region, text: str) -> bool:
    """康平县张强镇北台村三组 names 北台村 of 张强镇, and not the 北台村 next door."""
    return place.level == Level.VILLAGE and place.short_name in text and place.parent.short_name in text
