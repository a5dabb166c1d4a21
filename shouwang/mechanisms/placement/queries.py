"""Reading stays, and how many beds are free."""

from datetime import date

from django.db.models import QuerySet

from shouwang.access.models import Office
from shouwang.access.queries import list_events
from shouwang.access.scope import Scope
from shouwang.mechanisms.placement.models import Stay
from shouwang.registry.models import File
from shouwang.registry.queries import get_unit_file

HOUSES = ("rescue_station", "welfare_institution")


def get_running_stay(*, file: File) -> Stay | None:
    """Where the child of this case is today; None when it is in nobody's temporary care."""
    return Stay.objects.filter(county_id=file.county_id, file=file, until_on__isnull=True).first()


def list_stays(*, file: File) -> QuerySet[Stay]:
    """All stays of a case with their daily notes, the latest first."""
    stays = Stay.objects.filter(county_id=file.county_id, file=file).select_related("office").prefetch_related("notes")
    return stays.order_by("-from_on", "-id")


def list_running_stays(*, scope: Scope) -> QuerySet[Stay]:
    """Children in temporary care whose case lies within the scope, the longest stay first."""
    cases = File.objects.within(scope, "case.read", "case.join").filter(kind="case")
    stays = Stay.objects.filter(county_id=scope.county_id, until_on__isnull=True, file__in=cases)
    return stays.select_related("file__township", "office").order_by("from_on", "id")


def list_houses(*, county_id: int) -> list[Office]:
    """The institutions that may take a child in, each with `beds` (None: never reported) and `taken`."""
    offices = Office.objects.filter(
        county_id=county_id, jurisdictions__function__in=HOUSES, closed_on__isnull=True
    ).distinct()
    houses = list(offices.order_by("name"))
    for house in houses:
        house.beds, house.taken = _count_beds(house), _count_taken(house)
    return houses


def count_free_beds(*, office: Office) -> int | None:
    """None: the institution has never reported its beds."""
    beds = _count_beds(office)
    return None if beds is None else max(0, beds - _count_taken(office))


def _count_beds(office: Office) -> int | None:
    file = get_unit_file(county_id=office.county_id, kind="office", office_id=office.pk)
    if file is None:
        return None
    latest = list_events(county_id=office.county_id, file_id=file.pk, kinds=["placement.capacity_reported"]).first()
    return int(latest.detail["beds"]) if latest else None


def _count_taken(office: Office) -> int:
    return Stay.objects.filter(county_id=office.county_id, office=office, until_on__isnull=True).count()


def days_of(stay: Stay, today: date) -> int:
    return ((stay.until_on or today) - stay.from_on).days
