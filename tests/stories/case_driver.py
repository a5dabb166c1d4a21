"""Drives a case through the screen as the posts would: whoever owes something opens its form and sends it filled in.

The driver knows no plan. It reads the open duties of the case, lets each owner's account do the act that the duty's
button opens, and stops when nothing is owed any more that somebody here can do.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.test import Client
from django.urls import reverse

from shouwang.access.database import enter_county
from shouwang.access.models import Event, User
from shouwang.duties.models import Duty
from shouwang.page.duty_rows import rule_of
from shouwang.page.forms import ProofField
from shouwang.registry.models import File
from tests import factories
from tests.cast import Browser
from tests.factories import Place

ROLES = {
    "village": "village_director",
    "township": "township_supervisor",
    "school": "school",
    "police": "police",
    "civil_affairs": "civil_affairs",
    "education_bureau": "education_bureau",
    "medical_institution": "medical",
    "rescue_station": "shelter",
    "welfare_institution": "shelter",
    "procuratorate": "procurator",
    "court": "judge",
}
OTHERS = (
    "health_bureau",
    "justice_bureau",
    "womens_federation",
    "youth_league",
    "county_government",
    "member_unit",
    "social_work_org",
)
MOST_STEPS = 60


@dataclass
class Posts:
    """A county in which every function that the plans name has an office and an account."""

    place: Place
    by_function: dict[str, User] = field(default_factory=dict)

    def client(self, function: str) -> Client:
        client = Browser()
        enter_county(None)
        client.force_login(self.by_function[function], backend="django.contrib.auth.backends.ModelBackend")
        enter_county(self.place.id)
        return client


def make_posts(place: Place) -> Posts:
    posts = Posts(place)
    for function, role in ROLES.items() | {(other, "bureau") for other in OTHERS}:
        region = {"village": place.villages[0], "township": place.townships[0]}.get(function, place.region)
        kind = function if function in ("village", "township", "school", "police") else "bureau"
        office = factories.make_office(place, name=f"{function}单位", kind=kind, region=region, functions=[function])
        user = factories.make_user(place, name=f"{function}经办")
        factories.make_post(user, office, role)
        posts.by_function[function] = user
    return posts


def owed(case: File) -> list[Duty]:
    """What somebody owes on the case by now, the next one first."""
    return list(
        Duty.objects.filter(file=case, opens_on__lte=factories.TODAY, office__isnull=False).order_by("due_on", "id")
    )


def drive(posts: Posts, case: File, answers: dict[str, dict[str, Any]]) -> list[str]:
    """Does what is owed until nothing is left that these posts can do today; returns the events in order.

    Each duty is answered once: what comes back every day (the log of care) is done for today.
    """
    tried: set[tuple[str, str, str]] = set()
    for _step in range(MOST_STEPS):
        enter_county(posts.place.id)
        next_one = next(((duty, event) for duty in owed(case) for event in _answers_of(duty, tried)), None)
        if next_one is None:
            break
        duty, event = next_one
        tried.add((duty.rule, duty.owner, event))
        do(posts, case, event, duty.owner, answers.get(event, {}))
    enter_county(posts.place.id)
    return list_done(case)


def list_done(case: File) -> list[str]:
    """What was done on the case, each once, in order."""
    rows = Event.objects.filter(file_id=case.pk).order_by("id")
    return list(dict.fromkeys(rows.values_list("what", flat=True)))


def _answers_of(duty: Duty, tried: set[tuple[str, str, str]]) -> list[str]:
    rule = rule_of(duty)
    events = dict.fromkeys([rule.act, *rule.done_by]) if rule is not None else {}
    return [event for event in events if (duty.rule, duty.owner, event) not in tried]


def do(posts: Posts, case: File, event: str, function: str, answers: dict[str, Any]) -> bool:
    """One act through its page. False when the page is not there for this post, or the plan's gate is closed."""
    client, address = posts.client(function), reverse("do", args=[case.pk, event])
    page = client.get(address)
    if page.status_code != 200 or page.context is None:
        return False
    sent = client.post(address, fill(page.context["form"]) | answers)
    enter_county(posts.place.id)
    return sent.status_code == 302


def fill(form: Any) -> dict[str, Any]:
    """What a browser sends back, and something for every field that must be answered."""
    given = {}
    for name, asked in form.fields.items():
        value = form[name].value()
        if value in (None, "", []) and asked.required and not isinstance(asked, ProofField):
            value = _answer(asked)
        if value not in (None, "", []):
            given[name] = value
    return given | ({"at_time": "00:00"} if "at_time" in form.fields else {})


def _answer(asked: forms.Field) -> Any:
    if isinstance(asked, forms.ModelChoiceField):
        return asked.queryset.first().pk if asked.queryset.exists() else None
    if isinstance(asked, forms.ChoiceField):
        keys = [str(key) for key, _name in asked.choices if key]
        return keys[:1] if isinstance(asked, forms.MultipleChoiceField) else next(iter(keys), None)
    if isinstance(asked, forms.DateField):
        return factories.TODAY.isoformat()
    if isinstance(asked, forms.TimeField):
        return "00:00"
    if isinstance(asked, forms.IntegerField):
        return "1"
    return "on" if isinstance(asked, forms.BooleanField) else "某某"
