"""What was put to this person or to their office and waits for an answer: of every mechanism, and of the shell itself."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.access.models import User
from shouwang.access.scope import Scope
from shouwang.duties.handing_over import list_for_receiver
from shouwang.page.mechanism import Question, mechanisms

MANY = 100


def list_questions(*, scope: Scope, user: User, at: datetime) -> list[Question]:
    """At most MANY + 1 of each kind: the late ones first, then by the day on which they are due, then the oldest."""
    found: list[Question] = list(_list_posts(user, at))
    for mechanism in mechanisms().values():
        for asked in mechanism.asked:
            if scope.may(asked.right):
                found.extend(asked.find(scope, at, MANY + 1))
    return sorted(found, key=lambda one: (not one.is_late, one.due_on or date.max, one.since_on))


def _list_posts(user: User, at: datetime) -> Iterable[Question]:
    """A post that changes hands: one question, however many files and duties go over."""
    items = (
        list_for_receiver(user=user).order_by().values_list("hand_over__giver__user__name", "hand_over__giver__title")
    )
    for name, title, begun_at in items.annotate(begun_at=Min("hand_over__begun_at")):
        words = _("Files and duties are handed over to you")
        yield Question(words, title, name, reverse("hand-overs"), begun_at.astimezone(at.tzinfo).date())
