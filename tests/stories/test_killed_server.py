"""The server is killed under load: no acknowledged write is lost, none is there twice, none half.

The server is the one that the house serves with (`setup_house.serve`), asked over HTTP by several people at once: a village
director records visits, the township gives tasks on a case, citizens report. What broke off is sent again as people do.
"""

import os
import signal
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from setup_house import serve
from shouwang.access.database import county as in_county
from shouwang.access.models import Event
from shouwang.duties.bulk import reckon_children
from shouwang.duties.models import Duty, Mark
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.mechanisms.visit.models import Visit
from shouwang.registry.models import Case, CasePart, CaseTask, File
from tests import cast as people_of
from tests import factories
from tests.stories.case_driver import fill
from tests.stories.load import Person, work_together
from tests.stories.test_killed_import import address_of_the_test_database

pytestmark = pytest.mark.django_db(transaction=True)
PAUSE, KILLS, PATIENCE = 0.1, 5, 60  # seconds, times, seconds
REPORTS = 40  # fewer than one address may send in an hour


class Server:
    """The web server of the house on a free port, over the test's database."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = {
            **os.environ,
            "DATABASE_URL": address_of_the_test_database(),
            "DJANGO_SETTINGS_MODULE": "tests.stories.served_settings",
            "SHOUWANG_TODAY": factories.TODAY.isoformat(),
        }
        self.child = serve.Child("web server", serve.web_server(port=self.port), environment)

    def wait(self):
        """Until it answers, the pages included: the database is there."""
        person, until = Person(self.port, "", "/login/", {}, ""), time.monotonic() + 60
        while time.monotonic() < until:
            self.child.revive()
            try:
                if person.ask("GET") == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise TimeoutError("the server does not answer")

    def workers(self):
        """The processes that answer."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                except OSError:
                    continue
                if int(parent) == self.child.process.pid:
                    found.append(int(entry.name))
        return found


@pytest.fixture
def cast(transactional_db, settings):
    return make_people(settings)


def make_people(settings):
    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    with transaction.atomic():
        cast = people_of.make_cast()
        factories.adopt_plan(cast.place, "guofa-2016-13")
        cast.case = factories.make_case(cast.place, child=cast.child)
    return cast


@pytest.fixture
def server():
    server = Server()
    server.wait()
    yield server
    server.child.stop()


def person(cast, server, who, file, event, words, **answers):
    """With a session of its own, and the form as the page gives it out."""
    client, address = cast.client(who), reverse("do", args=[file.pk, event])
    form = fill(client.get(address).context["form"]) | answers
    form.pop("seen", None)  # several of them write on one case without having seen each other
    cookies = {key: morsel.value for key, morsel in client.cookies.items()}
    return Person(server.port, f"{who}{words}", address, form, words, cookies)


@pytest.fixture
def crowd(cast, server):
    return make_crowd(cast, server)


def make_crowd(cast, server):
    visit = {"conclusion": "proper", "is_child_seen": "yes", "visitor": "director"}
    with in_county(cast.place.id):
        school = str(cast.office("school").pk)
        directors = [
            person(cast, server, who, cast.child, "visit.done", "note", **visit) for who in ("director", "colleague")
        ]
        township = person(cast, server, "supervisor", cast.case, "cases.task_given", "what", office=school)
    address = reverse("mandatory_report:report", args=[cast.place.county.code])
    asked = {"found_on": factories.TODAY.isoformat()}
    citizen = Person(server.port, "路人", address, asked, "course", most=REPORTS)
    for one in (*directors, township):
        assert one.ask("GET") == 200  # the cookie against forged forms
    return {"visits": directors, "tasks": [township], "reports": [citizen]}


def everybody(crowd):
    return [one for some in crowd.values() for one in some]


def words_of(crowd, kind):
    """What was acknowledged, and what was sent at all."""
    told = [words for one in crowd[kind] for words in one.told]
    return Counter(told), {words for one in crowd[kind] for words in one.sent}


def assert_whole(cast, crowd):
    """Each acknowledged write is there once with its event; nothing is there that nobody sent; nothing stands alone."""
    with in_county(cast.place.id):
        visits = list(Visit.objects.filter(file=cast.child).select_related("event"))
        _assert_kept(crowd, "visits", Counter(one.note for one in visits))
        done = Event.objects.filter(file_id=cast.child.pk, what="visit.done")
        assert {one.event_id for one in visits} == set(done.values_list("pk", flat=True))
        assert Mark.objects.get(file_id=cast.child.pk, what="visit.done").times == len(visits)

        tasks = Counter(one.what for one in CaseTask.objects.filter(file=cast.case))
        _assert_kept(crowd, "tasks", tasks)
        given = Event.objects.filter(file_id=cast.case.pk, what="cases.task_given")
        assert Counter(one.opened["what"] for one in given) == tasks
        assert Mark.objects.get(file_id=cast.case.pk, what="cases.task_given").times == sum(tasks.values())

        reports = list(Report.objects.filter(county_id=cast.place.id))
        _assert_kept(crowd, "reports", Counter(one.course for one in reports))
        assert_reports_whole(cast, reports)


def _assert_kept(crowd, kind, there):
    told, sent = words_of(crowd, kind)
    assert told
    assert {words: there[words] for words in told} == dict.fromkeys(told, 1)
    assert set(there) <= sent
    assert max(there.values()) == 1


def assert_reports_whole(cast, reports):
    """A report has a case of its own, a holder, a reporter, and both of its events; no case is without its report."""
    files = {one.file_id for one in reports}
    opened = set(File.objects.filter(kind="case").exclude(pk=cast.case.pk).values_list("pk", flat=True))
    assert len(files) == len(reports)
    assert opened == files == set(Case.objects.exclude(pk=cast.case.pk).values_list("pk", flat=True))
    assert Reporter.objects.filter(report__in=reports).count() == len(reports)
    assert CasePart.objects.filter(file__in=files, is_holder=True, until_at=None).count() == len(reports)
    for what in ("cases.opened", "mandatory_report.received"):
        assert (
            set(Event.objects.filter(what=what).exclude(file_id=cast.case.pk).values_list("file_id", flat=True))
            == files
        )


def assert_reckoned(cast):
    """Who writes about a child and about its case at once reckons from what the other wrote, not from before it."""
    told = {"today": factories.TODAY, "at": timezone.now()}
    with in_county(cast.place.id):
        standing = _duties()
        reckon_children(county_id=cast.place.id, file_ids=[cast.child.pk], **told)
        assert _duties() == standing


def _duties():
    return set(Duty.objects.values_list("file_id", "pack", "rule", "owner", "trigger", "due_on", "last_done_on"))


def send_again(crowd):
    """Whoever got no answer sends the same once more: a report with the same key is one report."""
    (citizen,) = crowd["reports"]
    for words in citizen.sent:
        if words not in citizen.told:
            assert citizen.send(words)


def wait_for_writes(people):
    """Until the server said yes once more to each who still writes: however slow the machine, no kill comes too early."""
    before, until = {one.name: len(one.told) for one in people}, time.monotonic() + PATIENCE
    while any(len(one.told) == before[one.name] and len(one.sent) < one.most for one in people):
        assert time.monotonic() < until, "somebody's writes are never acknowledged"
        time.sleep(0.05)


def kill_workers(server, people):
    """Now one of those that answer, now the whole server; it is back by itself, or is begun again as the house does."""
    for number in range(KILLS):
        wait_for_writes(people)
        time.sleep(PAUSE)  # in the middle of what they write next
        if number == KILLS // 2:
            server.child.kill()
        for worker in server.workers()[:1]:
            os.kill(worker, signal.SIGKILL)
        server.wait()


def test_what_was_acknowledged_is_there_once_and_nothing_half(cast, server, crowd):
    work_together(everybody(crowd), meanwhile=lambda: kill_workers(server, everybody(crowd)))
    server.wait()
    send_again(crowd)

    assert sum(one.lost for one in everybody(crowd)) > 0  # it did die while they wrote
    assert not [one.answers for one in everybody(crowd) if max(one.answers) >= 500]
    assert_whole(cast, crowd)
    assert_reckoned(cast)
