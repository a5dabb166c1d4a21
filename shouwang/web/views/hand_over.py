"""Hand-over when a post changes: the security administrator begins it, the receivers accept or refuse."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from shouwang.access.models import Post
from shouwang.duties import handing_over
from shouwang.duties.models import HandOver
from shouwang.page import clock
from shouwang.page.guard import POST, allow
from shouwang.page.rendering import show
from shouwang.web import handing_pages
from shouwang.web.queries import is_uuid

ONLY = "account.manage"


@allow("duty.do", ONLY)
def hand_overs(request: HttpRequest) -> HttpResponse:
    """What waits for my answer; for the security administrator all that are running."""
    context = {"waiting": handing_pages.list_waiting(user=request.user), "running": []}
    if request.scope.may(ONLY):
        rows = HandOver.objects.filter(county_id=request.user.county_id, completed_at=None)
        context["running"] = list(rows.select_related("giver__user", "giver__office").order_by("begun_at"))
    return show(request, "web/hand_overs.html", context)


@allow(ONLY, methods=("POST",))
def begin(request: HttpRequest, post_id: UUID) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("user"), county_id=request.user.county_id, pk=post_id)
    reason = request.POST.get("reason", "").strip()[:200] or _("the post changes")
    made = handing_over.begin_hand_over(post=post, by=request.user, at=clock.now(), today=clock.today(), reason=reason)
    return redirect("hand-over", made.pk)


def _get(request: HttpRequest, hand_over_id: UUID) -> HandOver:
    found = HandOver.objects.select_related("giver__user", "giver__office")
    return get_object_or_404(found, county_id=request.user.county_id, pk=hand_over_id)


@allow(ONLY, methods=POST)
def hand_over(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Who takes what over: a receiver for all open items, or for the chosen ones."""
    found = _get(request, hand_over_id)
    if request.method == "POST":
        _name_receiver(request, found)
        return redirect("hand-over", found.pk)
    lines = handing_pages.list_items(hand_over=found)
    posts = handing_pages.list_receivers(hand_over=found, today=clock.today())
    waiting = sum(line.item.answer != "accepted" for line in lines)
    return show(request, "web/hand_over.html", {"hand_over": found, "lines": lines, "posts": posts, "waiting": waiting})


def _name_receiver(request: HttpRequest, found: HandOver) -> None:
    receiver = get_object_or_404(Post, county_id=found.county_id, pk=_uuid(request.POST.get("receiver", "")))
    chosen: list[Any] = [one for one in request.POST.getlist("item") if is_uuid(one)]
    try:
        count = handing_over.name_receiver(
            hand_over=found, receiver=receiver, item_ids=chosen or None, today=clock.today()
        )
    except handing_over.ReceiverUnsuitable:
        messages.error(request, _("This post cannot take over: it is the giver's own, or has ended."))
    else:
        messages.success(
            request,
            _("%(count)d items wait for the answer of %(name)s.") % {"count": count, "name": receiver.user.name},
        )


def _uuid(text: str) -> UUID | None:
    return UUID(text) if is_uuid(text) else None


@allow("duty.do", methods=("POST",))
def answer(request: HttpRequest) -> HttpResponse:
    """Accept or refuse what waits for me."""
    accepts = request.POST.get("answer") == "accept"
    reason = request.POST.get("reason", "").strip()[:200]
    items = [UUID(one) for one in request.POST.getlist("item") if is_uuid(one)]
    if not items or not (accepts or reason):
        messages.error(request, _("Choose at least one item; a refusal needs a reason."))
        return redirect("hand-overs")
    try:
        handing_over.answer_items(user=request.user, item_ids=items, accept=accepts, at=clock.now(), reason=reason)
    except (handing_over.NotTheReceiver, handing_over.AlreadyAnswered):
        messages.error(request, _("These items no longer wait for your answer. Load the page again."))
    return redirect("hand-overs")


@allow(ONLY, methods=("POST",))
def complete(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    found = _get(request, hand_over_id)
    try:
        handing_over.complete_hand_over(hand_over=found, at=clock.now(), last_day=clock.today())
    except handing_over.OpenWorkRemains as remains:
        messages.error(request, _("%(count)d items have no holder who accepted yet.") % {"count": remains.count})
    else:
        messages.success(request, _("The hand-over is complete; the post has ended."))
    return redirect("hand-over", found.pk)
