"""Every page that the accounts of a county can reach, as its reader sees it: texts, and what a pointer is told.

A county with all roles, a child with duties, a case with a day of work on it. Links are followed as they stand; besides,
every act that somebody may do is opened and sent back empty, so that forms, hints and refusals are read too.
"""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from shouwang.access.models import User
from shouwang.access.rights import ROLES
from shouwang.duties.bulk import reckon_children
from shouwang.duties.nightly import do_night
from shouwang.duties.opening import bring_in
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.operations.handing import offer_case
from shouwang.mechanisms.cases.operations.tasks import give_task
from shouwang.mechanisms.placement.operations import receive_child
from shouwang.page.mechanism import mechanisms
from shouwang.registry.models import File
from tests import factories
from tests.cast import Cast

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
LEADS = {
    "procurator": ("检察院", "procuratorate"),
    "judge": ("法院", "court"),
    "medical": ("县医院", "medical_institution"),
    "shelter": ("救助站", "rescue_station"),
    "education_bureau": ("教育局", "education_bureau"),
    "lead_office": ("领导小组办公室", "lead_group"),
    "township_lead": ("镇领导", "township_lead"),
    "bureau": ("司法局", "justice_bureau"),
}
TEXT = re.compile(r">([^<>]+)<")
TOLD = re.compile(r'\b(?:placeholder|aria-label|title|alt|data-label|data-confirm)="([^"]*)"')
UNSEEN = re.compile(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->|<button[^>]* name=\"language\".*?</button>")
LINK = re.compile(r'\bhref="([^"#]+)')
MOST_OF_A_KIND = 3
"""How often pages of one kind are read; each account begins anew at its home."""


@dataclass
class Page:
    who: str
    address: str
    texts: list[str]


@dataclass
class Crawl:
    cast: Cast
    files: dict[str, File]
    language: str
    read: Counter[Any] = field(default_factory=Counter)

    def walk(self) -> Iterator[Page]:
        for who in self.cast.users:
            if who != "stranger":
                yield from self._walk_as(who)
        yield from self._walk_through_acts()

    def _client(self, who: str) -> Any:
        client = self.cast.client(who)
        client.cookies["language"] = self.language
        return client

    def _walk_as(self, who: str) -> Iterator[Page]:
        import logging

        logging.disable(logging.CRITICAL)
        client, waiting, known = self._client(who), deque(["/"]), {"/"}
        while waiting:
            address = waiting.popleft()
            kind = _kind_of(address)
            if kind is None or (self.read[kind] >= MOST_OF_A_KIND and address != "/"):
                continue
            answer = client.get(address, follow=True)
            if "html" not in answer.headers.get("Content-Type", "") or answer.status_code != 200:
                continue
            self.read[kind] += 1
            text = answer.content.decode()
            here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            yield Page(who, here, list(texts_of(text)))
            for link in LINK.findall(text):
                target = urljoin(here, html.unescape(link))
                if target.startswith("/") and target not in known:
                    known.add(target)
                    waiting.append(target)

    def _walk_through_acts(self) -> Iterator[Page]:
        """Each act on each kind of file, by the first account that may: the form, and the form sent back empty."""
        clients = {who: self._client(who) for who in self.cast.users if who != "stranger"}
        for mechanism in mechanisms().values():
            for act in mechanism.acts:
                for kind in act.about:
                    yield from self._try_act(clients, f"/files/{self.files[kind].pk}/do/{act.event}/")

    def _try_act(self, clients: dict[str, Any], address: str) -> Iterator[Page]:
        for who, client in clients.items():
            answer = client.get(address, follow=True)
            if answer.status_code == 200:
                yield Page(who, address, list(texts_of(answer.content.decode())))
                sent = client.post(address, {})
                if sent.status_code == 422:
                    yield Page(who, f"{address} (empty)", list(texts_of(sent.content.decode())))
                return


def texts_of(page: str) -> Iterator[str]:
    """What is read on a page, piece by piece."""
    page = UNSEEN.sub("", page)
    for piece in (*TEXT.findall(page), *TOLD.findall(page)):
        text = " ".join(html.unescape(piece).split())
        if text:
            yield text


def _kind_of(address: str) -> Any:
    """Pages of one kind differ in the file they are about; None for what is no page of ours."""
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    if "as=" in parts.query:  # a paper, drawn anew each time
        return None
    own = tuple(value for key, value in found.kwargs.items() if not key.endswith("_id"))
    return None if "/static/" in parts.path else (found.view_name, own, parts.query.partition("=")[0])


def furnish(cast: Cast, *, language: str = "zh-hans") -> dict[str, File]:
    """Roles that the cast lacks, everybody with messages in `language`, a file of each kind, a case with work done on it, a task and an offer that wait."""
    place = cast.place
    for role, (name, function) in LEADS.items():
        region = place.townships[0] if role == "township_lead" else place.region
        kind = "township" if role == "township_lead" else "bureau"
        office = factories.make_office(place, name=name, kind=kind, region=region, functions=[function])
        cast.users[role] = factories.make_user(place, name=f"{name}经办")
        factories.make_post(cast.users[role], office, role)
    assert set(ROLES) == {post.role for user in _users(cast) for post in user.posts.all()}
    files = {"child": cast.child, "case": _make_worked_case(cast)}
    units = {"county": place.region, "township": place.townships[0], "village": place.villages[0]}
    files |= {kind: factories.make_unit(place, kind=kind, region=region) for kind, region in units.items()}
    files |= {
        kind: factories.make_unit(place, kind=kind, office=cast.office(who), region=place.townships[0])
        for kind, who in (("school", "school"), ("office", "civil_affairs"))
    }
    ids = list(File.objects.filter(county_id=place.id, kind="child").values_list("pk", flat=True))
    reckon_children(county_id=place.id, file_ids=ids, today=factories.TODAY, at=AT)
    User.objects.filter(county_id=place.id).update(language=language)
    do_night(county_id=place.id, today=factories.TODAY, at=AT)
    return files


def _users(cast: Cast) -> list[User]:
    return [user for who, user in cast.users.items() if who != "stranger"]


def _make_worked_case(cast: Cast) -> File:
    """About the child: alone, on the third day; the parents cannot be reached, the child is with the village."""
    began = AT - timedelta(days=2)
    case = factories.make_case(cast.place, child=cast.child, on=began.date(), alone=True)
    by = factories.actor_of(cast.users["police"])
    told = {"by": by, "file": case, "on": began.date(), "today": factories.TODAY}
    record_case_event(what="emergency.accepted", at=began, **told, facts={"case.alone": True, "case.stage": "accepted"})
    record_case_event(what="emergency.on_site", at=began + timedelta(hours=1), **told, detail={"found": "独自在家"})
    record_case_event(what="emergency.parents_tried", at=began + timedelta(hours=2), **told)
    record_case_event(
        what="placement.escorted", at=began + timedelta(hours=3), **told, facts={"case.place_kind": "village"}
    )
    place = {"place_kind": "village", "place_name": "村委会", "keeper": "王主任"}
    receive_child(at=began + timedelta(hours=4), **told, **place)
    for function in ("civil_affairs", "procuratorate", "medical_institution"):
        bring_in(file=case, function=function, at=began + timedelta(hours=5))
    give_task(at=began + timedelta(hours=6), office=cast.office("school"), what="每天确认到校", **told)
    offer_case(at=began + timedelta(hours=7), office=cast.office("supervisor"), reason="属地跟进", **told)
    return case
