"""Children on their way between two counties: what was offered to us, and what we offered."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.access.models import County, CountyRegion, Office, Post, User
from shouwang.access.queries import list_leads, list_territory
from shouwang.access.rights import CHILD_TRANSFER, ROLES
from shouwang.access.scope import Scope
from shouwang.duties.figures import list_ends
from shouwang.duties.plan import get_plan
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.page.mechanism import Question
from shouwang.registry.models import File, FileKind

WITHIN, RULE = "ledger.transfer_within", "ledger.transfer_follow"
OUTSIDE = "outside"


def list_other_counties(*, county_id: int) -> list[tuple[str, str]]:
    """(key, name) of the other counties on this server."""
    others = County.objects.exclude(pk=county_id).order_by("code")
    return [(str(key), name) for key, name in others.values_list("pk", "name")]


def get_open_of(*, file: File) -> Transfer | None:
    return Transfer.objects.filter(sender_id=file.county_id, file_id=file.pk, state="open").first()


def list_of_file(*, file: File) -> QuerySet[Transfer]:
    """Every hand-over of this file out of the county, and the one by which it came, the latest first."""
    ours = Q(sender_id=file.county_id, file_id=file.pk) | Q(receiver_id=file.county_id, taken_file_id=file.pk)
    return Transfer.objects.filter(ours).select_related("sender", "receiver").order_by("-offered_at")


def list_incoming(*, scope: Scope) -> QuerySet[Transfer]:
    """What was offered to the places of this scope: the county's own posts see all, a township's its own."""
    grants = [grant for grant in scope.grants if CHILD_TRANSFER in grant.rights]
    received = Transfer.objects.filter(receiver_id=scope.county_id).exclude(state="withdrawn")
    if not any(grant.everywhere for grant in grants):
        townships = frozenset[int]().union(*(grant.townships for grant in grants))
        received = received.filter(township__in=sorted(townships))
    return received.select_related("sender", "township").order_by("-offered_at", "-id")


def find_offers(scope: Scope, at: datetime, most: int) -> list[Question]:
    """Offers that wait for an answer of this scope; who the child is stands on the offer's own page, which is logged."""
    today = at.date()
    waiting = list_incoming(scope=scope).filter(state="open").order_by("offered_at", "id")[:most]
    return [_question(transfer, today) for transfer in waiting]


def _question(transfer: Transfer, today: date) -> Question:
    due_on = get_due_on(county_id=transfer.receiver_id, offered_on=transfer.offered_on, today=today)
    return Question(
        _("A child moves here: accept or decline"),
        str(transfer.township or ""),
        str(transfer.sender),
        reverse("ledger:transfer", args=[transfer.pk]),
        transfer.offered_on,
        due_on,
        is_late=due_on is not None and due_on < today,
    )


def list_outgoing(*, scope: Scope) -> QuerySet[Transfer]:
    """What this scope's places offered."""
    files = File.objects.within(scope, CHILD_TRANSFER).filter(kind=FileKind.CHILD)
    sent = Transfer.objects.filter(sender_id=scope.county_id, file_id__in=files.values("pk"))
    return sent.select_related("receiver").order_by("-offered_at", "-id")


def find_township(*, county: County, text: str) -> int | None:
    """The one township of the county whose name stands in the text; None where none or several do."""
    named = {
        one.pk for one in list_territory(county=county).filter(level=4) if one.short_name and one.short_name in text
    }
    return named.pop() if len(named) == 1 else None


def get_due_on(*, county_id: int, offered_on: date, today: date) -> date | None:
    """Until when the county wants an answer: the strictest of its plans' figures; None where it chose none, or where the
    calendar of that year is not published yet."""
    return min(list_ends(county_id=county_id, key=WITHIN, begins_on=offered_on, on=today), default=None)


def list_ladder(*, county_id: int, today: date) -> tuple[str, ...]:
    """To which functions the plan raises an answer that is late."""
    plan = get_plan(county_id=county_id, on=today)
    return next((pack.duties[RULE].late_goes_to for pack in plan.packs if RULE in pack.duties), ())


def list_answerers(*, county_id: int, township_id: int | None, today: date) -> list[User]:
    """Whoever may answer an offer: civil affairs, and the supervisor of the township that it names."""
    running = Q(until_on__isnull=True) | Q(until_on__gte=today)
    roles = [role.key for role in ROLES.values() if CHILD_TRANSFER in role.rights]
    posts = Post.objects.filter(running, county_id=county_id, role__in=roles, from_on__lte=today, user__closed_on=None)
    here = Q(office__kind="township", office__region=township_id) if township_id else Q(pk__in=[])
    found = posts.filter(~Q(office__kind="township") | here).select_related("user").order_by("id")
    return list({post.user_id: post.user for post in found}.values())


def list_people_of(*, office_ids: list[UUID], today: date) -> list[User]:
    """Everybody at work in these offices."""
    running = Q(until_on__isnull=True) | Q(until_on__gte=today)
    posts = Post.objects.filter(running, office__in=office_ids, from_on__lte=today, user__closed_on=None)
    return list({post.user_id: post.user for post in posts.select_related("user").order_by("id")}.values())


def list_leading(*, county_id: int, function: str, township_id: int | None) -> list[UUID]:
    """The offices that lead the function in the township, or in the county."""
    root = CountyRegion.objects.filter(county_id=county_id).order_by("id").values_list("region_id", flat=True).first()
    region = township_id or root
    return list_leads(function=function, region=region) if region else []


def name_of(*, office_id: UUID | None, name: str) -> str:
    office = Office.objects.filter(pk=office_id).first()
    return " ".join(part for part in (str(office) if office else "", name) if part)


def days_waited(transfer: Transfer, at: datetime) -> int:
    return (at - transfer.offered_at) // timedelta(days=1)
