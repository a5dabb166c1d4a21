"""A whole demo county in the database: ready to work in, and nobody in it is real."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction
from django.db.models import Count, Q

from shouwang.access.database import county as in_county
from shouwang.access.models import County, Event, Lead, Office, Post, User
from shouwang.duties.models import Duty, Mark
from shouwang.mechanisms.delegation.models import Agreement
from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.mechanisms.visit.models import Visit
from shouwang.registry.models import CareSpell, Case, CasePart, Child, File, Person
from shouwang.web.demo.establishing import CountyExists, establish_county
from shouwang.web.demo.making import make_demo, put_aside
from shouwang.web.demo.places import PLACES
from shouwang.web.demo.staffing import describe_logins

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)


def make(code, children=120):
    return make_demo(place=PLACES[code], children=children, seed=1, today=TODAY, at=AT)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make("210123")
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def within(demo):
    with in_county(demo.county.pk):
        yield


def test_there_are_as_many_children_as_were_asked_for(demo):
    assert demo.children == Child.objects.count() == File.objects.filter(kind="child").count() == 120


def test_everything_says_that_it_is_synthetic(demo):
    assert demo.county.is_synthetic
    for model in (File, Person, User, Visit, Agreement):
        assert model.objects.exists()
        assert not model.objects.filter(is_synthetic=False).exists()


def test_every_unit_has_a_file_of_its_own():
    kinds = dict(File.objects.values_list("kind").annotate(Count("id")))
    assert (kinds["village"], kinds["township"], kinds["county"]) == (180, 15, 1)
    assert kinds["school"] == Office.objects.filter(kind="school").count()


def test_encrypted_numbers_are_readable_and_found_by_their_index():
    person = File.objects.filter(kind="child", person__citizen_id_index__isnull=False).first().person
    assert len(person.citizen_id) == 18
    assert Person.objects.filter(citizen_id_index=person.citizen_id_index).count() == 1


def test_the_duties_of_today_are_done_open_and_late_in_plausible_shares():
    counts = Duty.objects.aggregate(
        late=Count("id", filter=Q(due_on__lt=TODAY)),
        open=Count("id", filter=Q(due_on__gte=TODAY, opens_on__lte=TODAY)),
        ahead=Count("id", filter=Q(opens_on__gt=TODAY)),
        all=Count("id"),
    )
    assert counts["all"] > 1000
    assert 0.005 < counts["late"] / counts["all"] < 0.35
    assert counts["open"] > 0.05 * counts["all"]
    assert counts["ahead"] > 0.05 * counts["all"]


def test_hardly_a_duty_is_nobodys():
    assert Duty.objects.filter(office__isnull=True).exclude(owner="school").count() == 0


def test_marks_are_the_events_folded():
    folded = Event.objects.filter(file_id__isnull=False).values_list("file_id", "what").annotate(Count("id"))
    marks = Mark.objects.values_list("file_id", "what", "times")
    assert set(marks) >= {row for row in folded if row[1] != "demo.made"}


def test_every_visit_stands_beside_its_event():
    visits = Visit.objects.select_related("event")
    assert all(visit.event.proof_of == f"visit.visit:{visit.pk}" for visit in visits)
    assert Event.objects.filter(what="visit.done").count() == visits.filter(done_on__isnull=False).count()


def test_a_signed_agreement_is_the_running_care():
    signed = Agreement.objects.filter(state="signed")
    spells = CareSpell.objects.filter(agreement="signed", until_on=None)
    assert signed.exists()
    assert signed.count() == spells.count()


def test_the_nearest_police_lead():
    police = Lead.objects.filter(function="police")
    assert set(police.filter(region__level=5).values_list("office__name", flat=True)).isdisjoint({"康平县公安局"})
    assert police.get(region__level=3).office.name == "康平县公安局"


def test_one_login_a_post_is_told_and_opens(demo):
    roles = set(
        Post.objects.filter(user__username__in=[one.username for one in demo.logins]).values_list("role", flat=True)
    )
    assert roles >= {
        "village_director", "township_supervisor", "township_lead", "civil_affairs", "school", "education_bureau", "police",
        "bureau", "lead_office", "reader", "system_admin", "security_admin", "audit_admin",
    }  # fmt: skip
    login = demo.logins[0]
    user = User.objects.get(username=login.username)
    assert Argon2PasswordHasher().verify(login.password, user.password)
    assert login.password in describe_logins(demo.logins, county="康平县")


def test_the_other_accounts_cannot_be_opened_by_any_password(demo):
    told = {one.username for one in demo.logins}
    others = User.objects.exclude(username__in=told)
    assert others.count() > 200
    assert not [user for user in others if user.has_usable_password()]


def test_the_three_administrators_are_three_people():
    people = Post.objects.filter(role__in=["system_admin", "security_admin", "audit_admin"]).values_list(
        "user", flat=True
    )
    assert len(set(people)) == 3


def test_a_county_is_made_once(demo):
    with pytest.raises(CountyExists), transaction.atomic():
        make("210123")


def test_a_county_that_was_left_half_made_is_put_aside():
    with transaction.atomic():
        half = County.objects.create(name="寿县", code="340422", is_synthetic=True)
        put_aside(PLACES["340422"])
        half.refresh_from_db()
        assert half.name == f"寿县（未完成 {half.pk}）"
        assert not County.objects.filter(code="340422").exists()


def test_jinpu_has_three_police_bureaus_and_one_office_with_three_functions():
    with transaction.atomic():
        jinpu = establish_county(place=PLACES["210213"], today=TODAY, at=AT)
        with in_county(jinpu.county.pk):
            leads = Lead.objects.filter(function="police", region__level=4).values_list("office__name", flat=True)
            assert set(leads) == {"大连开发区公安分局", "大连金州公安分局", "大连保税区公安分局"}
            for function in ("education_bureau", "health_bureau", "culture_broadcast"):
                office = Lead.objects.filter(function=function, region__level=5).first().office
                assert office.name == "大连金普新区社会事业局"
        transaction.set_rollback(True)


def test_there_are_cases_in_several_stages_made_as_the_program_makes_them():
    stages = dict(Case.objects.values_list("stage").annotate(Count("pk")))

    assert sum(stages.values()) == 5 and len(stages) > 1
    assert not File.objects.filter(kind="case", is_synthetic=False).exists()
    assert Report.objects.count() == 5 and CasePart.objects.filter(is_holder=True, until_at=None).count() == 5
    told = Event.objects.filter(file_id__in=Case.objects.values("pk")).exclude(what="cases.opened")
    assert told.filter(post__isnull=False).exists()


def test_nothing_that_a_unit_owes_stands_late_for_months():
    units = Duty.objects.exclude(file__kind__in=["child", "case"]).filter(due_on__lt=TODAY - timedelta(days=120))

    assert [(one.rule, one.due_on) for one in units] == []
