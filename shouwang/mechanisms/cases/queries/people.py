"""Which offices can be asked in a case, and who in them is to be told."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.access.models import CountyRegion, Lead, Office, Post, User
from shouwang.access.rights import ROLES
from shouwang.registry.models import CasePart, File


def list_offices_for(*, file: File) -> QuerySet[Office]:
    """Those that lead anything where the case lies, the child's school, and whoever takes part."""
    root = CountyRegion.objects.filter(county_id=file.county_id).order_by("id").values_list("region_id", flat=True)
    region = file.village_id or file.township_id or root.first()
    leading = Lead.objects.filter(county_id=file.county_id, region_id=region).values("office")
    parts = CasePart.objects.filter(county_id=file.county_id, file=file, until_at__isnull=True).values("office")
    here = Q(pk__in=leading) | Q(pk__in=parts) | Q(pk=file.school_id)
    return Office.objects.filter(here, county_id=file.county_id, closed_on__isnull=True).order_by("kind", "name")


def list_able_offices(*, file: File, today: date, right: str) -> QuerySet[Office]:
    """Of these the offices in which somebody holds the right."""
    posts = _running(today).filter(county_id=file.county_id, role__in=_roles({right}))
    return list_offices_for(file=file).filter(pk__in=posts.values("office"))


def list_people(*, office_ids: Iterable[UUID], today: date, rights: set[str]) -> list[User]:
    """The people of these offices in whose post one of the rights lies, each once."""
    posts = _running(today).filter(office__in=list(office_ids), role__in=_roles(rights)).select_related("user")
    return list({post.user_id: post.user for post in posts.order_by("id")}.values())


def is_there(*, office_id: UUID, person: User, today: date) -> bool:
    """Whether this person can still act for the office: for who left, whoever of the office answers."""
    return person in list_people(office_ids=[office_id], today=today, rights={"case.do"})


def function_of(*, file: File, office_id: UUID) -> str:
    """In which function the office takes part: what it takes part in already, else the first that it leads there."""
    part = CasePart.objects.filter(county_id=file.county_id, file=file, office=office_id).order_by("-from_at").first()
    if part is not None:
        return part.part
    leads = Lead.objects.filter(county_id=file.county_id, office=office_id).order_by("id")
    return leads.values_list("function", flat=True).first() or "member_unit"


def _running(today: date) -> QuerySet[Post]:
    running = Q(until_on__isnull=True) | Q(until_on__gte=today)
    return Post.objects.filter(running, from_on__lte=today, user__is_active=True, user__closed_on__isnull=True)


def _roles(rights: set[str]) -> list[str]:
    return [role.key for role in ROLES.values() if role.rights & rights]
