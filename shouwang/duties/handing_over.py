"""Hand-over when a post changes: nobody lets go before somebody holds.

A post with few files hands over file by file; a post with many hands over village by village (the village's own file
stands for the files in it). Open duties of the office are handed over rule by rule.
"""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from shouwang.access.models import Post, User
from shouwang.access.queries import get_scope
from shouwang.duties.models import Duty, HandOver, HandOverItem
from shouwang.registry.models import File, FileKind

FILE_BY_FILE_AT_MOST = 200


class NotTheReceiver(Exception):
    """Only the named receiver answers for an item."""


class AlreadyAnswered(Exception):
    """The item has been accepted or refused; a refused one is given to another receiver first."""


class ReceiverUnsuitable(Exception):
    """The receiver is the giver, belongs to another county, or the post has ended."""


class OpenWorkRemains(Exception):
    """Open items remain: `count` of them have no holder who accepted."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def list_held_files(*, post: Post, today: date) -> QuerySet[File]:
    """The files that somebody in this post answers for."""
    scope = get_scope(user=post.user, on=today)
    grants = tuple(grant for grant in scope.grants if grant.post_id == post.pk)
    own = replace(scope, grants=grants)
    files = File.objects.within(own, "child.write").filter(kind=FileKind.CHILD)
    if files.order_by()[: FILE_BY_FILE_AT_MOST + 1].count() <= FILE_BY_FILE_AT_MOST:
        return files
    villages = files.order_by().values("village_id").distinct()
    return File.objects.filter(county_id=post.county_id, kind=FileKind.VILLAGE, village_id__in=villages)


@transaction.atomic
def begin_hand_over(*, post: Post, by: User, at: datetime, today: date, reason: str) -> HandOver:
    """Lists what the post holds: an item a file (or village) and an item a rule with open duties."""
    hand_over = HandOver.objects.create(county_id=post.county_id, giver=post, begun_at=at, begun_by=by, reason=reason)
    held = list_held_files(post=post, today=today).values_list("pk", flat=True)
    items = [
        HandOverItem(county_id=post.county_id, hand_over=hand_over, kind="file", file_id=file_id) for file_id in held
    ]
    open_rules = Duty.objects.filter(county_id=post.county_id, office_id=post.office_id, opens_on__lte=today)
    rules = open_rules.order_by("rule").values_list("rule", flat=True).distinct()
    items += [
        HandOverItem(county_id=post.county_id, hand_over=hand_over, kind="duty", file_id=post.office_id, rule=rule)
        for rule in rules
    ]
    HandOverItem.objects.bulk_create(items)
    return hand_over


@transaction.atomic
def name_receiver(*, hand_over: HandOver, receiver: Post, item_ids: list[UUID] | None = None, today: date) -> int:
    """Names who takes over all open items, or the given ones. Returns their number. Raises ReceiverUnsuitable."""
    ended = receiver.until_on is not None and receiver.until_on < today
    if receiver.pk == hand_over.giver_id or receiver.county_id != hand_over.county_id or ended:
        raise ReceiverUnsuitable
    items = hand_over.items.exclude(answer="accepted")
    if item_ids is not None:
        items = items.filter(pk__in=item_ids)
    return items.update(receiver=receiver, answer="open", answered_at=None, reason="")


def list_for_receiver(*, user: User) -> QuerySet[HandOverItem]:
    """Items that wait for this person's answer."""
    posts = Post.objects.filter(user=user).values("pk")
    items = HandOverItem.objects.filter(county_id=user.county_id, receiver__in=posts, answer="open")
    return items.select_related("hand_over__giver__user", "hand_over__giver__office")


@transaction.atomic
def answer_items(*, user: User, item_ids: list[UUID], accept: bool, at: datetime, reason: str = "") -> int:
    """Accepts or refuses (with a reason). Raises NotTheReceiver, AlreadyAnswered."""
    items = HandOverItem.objects.select_for_update(of=("self",)).filter(county_id=user.county_id, pk__in=item_ids)
    found = list(items.select_related("receiver"))
    if len(found) != len(set(item_ids)) or any(
        item.receiver is None or item.receiver.user_id != user.pk for item in found
    ):
        raise NotTheReceiver
    if any(item.answer != "open" for item in found):
        raise AlreadyAnswered
    answer = "accepted" if accept else "refused"
    HandOverItem.objects.filter(pk__in=[item.pk for item in found]).update(answer=answer, answered_at=at, reason=reason)
    return len(found)


@transaction.atomic
def complete_hand_over(*, hand_over: HandOver, at: datetime, last_day: date) -> HandOver:
    """Ends the post when every item has a holder who accepted. Raises OpenWorkRemains."""
    waiting = hand_over.items.exclude(answer="accepted").count()
    if waiting:
        raise OpenWorkRemains(waiting)
    hand_over.completed_at = at
    hand_over.save(update_fields=["completed_at"])
    Post.objects.filter(pk=hand_over.giver_id).update(until_on=last_day)
    return hand_over


@transaction.atomic
def close_account(*, user: User, today: date) -> User:
    """Closes the account for good. Raises OpenWorkRemains while a running post has not been handed over."""
    running = Post.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=today), user=user)
    held = 0
    for post in running:
        handed_over = HandOver.objects.filter(county_id=post.county_id, giver=post, completed_at__isnull=False).exists()
        open_duties = Duty.objects.filter(county_id=post.county_id, office_id=post.office_id, opens_on__lte=today)
        if not handed_over:
            held += list_held_files(post=post, today=today).count() + open_duties.count()
    if held:
        raise OpenWorkRemains(held)
    running.update(until_on=today)
    user.is_active, user.closed_on = False, today
    user.save(update_fields=["is_active", "closed_on"])
    return user
