"""What the hand-over pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shouwang.access.models import Post, User
from shouwang.duties.handing_over import list_for_receiver
from shouwang.duties.models import Duty, HandOver, HandOverItem
from shouwang.page.duty_rows import rule_of
from shouwang.registry.models import File


@dataclass(frozen=True)
class ItemLine:
    item: HandOverItem
    file: File | None
    title: str


def as_lines(items: Iterable[HandOverItem], *, county_id: int) -> list[ItemLine]:
    """Each item with its file, or the title of the duty that goes over."""
    items = list(items)
    ids = [item.file_id for item in items if item.kind == "file"]
    files = File.objects.filter(county_id=county_id, pk__in=ids).select_related("village", "township").in_bulk()
    packs = dict(
        Duty.objects.filter(county_id=county_id, rule__in={item.rule for item in items})
        .values_list("rule", "pack")
        .distinct()
    )
    return [ItemLine(item, files.get(item.file_id), _title(item, packs)) for item in items]


def _title(item: HandOverItem, packs: dict[str, str]) -> str:
    if item.kind == "file":
        return ""
    rule = rule_of(Duty(pack=packs.get(item.rule, ""), rule=item.rule))
    return rule.title if rule else item.rule


def list_items(*, hand_over: HandOver) -> list[ItemLine]:
    items = hand_over.items.select_related("receiver__user").order_by("answer", "kind", "id")
    return as_lines(items, county_id=hand_over.county_id)


def list_waiting(*, user: User) -> list[ItemLine]:
    """Items that wait for this person's answer."""
    return as_lines(list_for_receiver(user=user).order_by("hand_over", "kind", "id"), county_id=user.county_id)


def list_receivers(*, hand_over: HandOver, today: date) -> QuerySet[Post]:
    """Running business posts of others, those of the same office first."""
    running = Q(until_on__isnull=True) | Q(until_on__gte=today)
    posts = Post.objects.filter(running, county_id=hand_over.county_id, user__kind="business", user__is_active=True)
    return posts.exclude(pk=hand_over.giver_id).select_related("user", "office").order_by("office__name", "title")
