"""The ledger's acts through the page: what the form asks, what it refuses, what stands there afterwards."""

import pytest

from shouwang.access.models import Event
from shouwang.mechanisms.ledger.mechanism import MECHANISM
from shouwang.page.mechanism import find_act
from shouwang.policy.vocabulary import vocabulary
from shouwang.registry.models import Child
from tests.factories import make_office, make_post, make_unit, make_user

pytestmark = pytest.mark.django_db
ON = {"on": "2026-11-22"}
MOVED = {"because": "moved", "to_county": "outside", "moved_to": "河北省唐山市"}


def _address(file, event):
    return f"/files/{file.pk}/do/ledger.{event}/"


def _open(client, file, event):
    """The form's fields as a browser would send them back."""
    page = client.get(_address(file, event))
    assert page.status_code == 200, page.status_code
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in given.items() if value not in (None, "", [])} | ON


def _as_sent(given):
    return {name: {True: "yes", False: "no"}.get(value, value) for name, value in given.items()}


def test_every_event_of_the_vocabulary_has_an_act_or_a_page_of_its_own():
    words = [key for key in vocabulary().events if key.startswith("ledger.") and not key.startswith("ledger.file_")]
    elsewhere = {"ledger.transfer_offered"} | {one.what for one in MECHANISM.events if one.is_from_elsewhere}

    assert {key for key in words if find_act(key) is None} == elsewhere


def test_nothing_changed_is_one_tick_and_a_way(shenyang, listed):
    client = shenyang.client("supervisor")
    given = _as_sent(_open(client, listed, "confirmed"))

    answer = client.post(_address(listed, "confirmed"), given | {"is_unchanged": "on", "verified_by": "visit"})

    assert answer.status_code == 302
    shenyang.enter()
    assert Event.objects.filter(file_id=listed.pk, what="ledger.confirmed").exists()
    assert not Event.objects.filter(file_id=listed.pk, what="ledger.changed").exists()


def test_only_what_is_different_is_written(shenyang, listed):
    client = shenyang.client("supervisor")
    given = _as_sent(_open(client, listed, "confirmed")) | {"verified_by": "phone"}

    answer = client.post(_address(listed, "confirmed"), given | {"father__away": "no", "child__schooling": "junior"})

    assert answer.status_code == 302
    shenyang.enter()
    changed = Event.objects.get(file_id=listed.pk, what="ledger.changed")
    assert changed.detail["changed"] == ["child.schooling", "father.away"]
    story = client.get(f"/files/{listed.pk}/").content.decode()
    assert "父亲·外出务工" in story


def test_unchanged_and_different_at_once_is_refused(shenyang, listed):
    client = shenyang.client("supervisor")
    given = _as_sent(_open(client, listed, "confirmed")) | {"verified_by": "phone", "is_unchanged": "on"}

    answer = client.post(_address(listed, "confirmed"), given | {"father__away": "no"})

    assert answer.status_code == 422
    assert "父亲·外出务工" in answer.content.decode()


def test_the_second_of_two_writers_is_told(shenyang, listed):
    one, other = shenyang.client("supervisor"), shenyang.client("civil_affairs")
    given = _as_sent(_open(one, listed, "changed"))
    late = _as_sent(_open(other, listed, "changed"))

    assert one.post(_address(listed, "changed"), given | {"child__boarding": "yes"}).status_code == 302
    answer = other.post(_address(listed, "changed"), late | {"child__boarding": "no"})

    assert answer.status_code == 422
    assert "另有人" in answer.content.decode()


@pytest.mark.parametrize("number", ["210123201605010011", "21012320160501", "not a number"])
def test_a_wrong_number_is_said_and_nothing_is_saved(shenyang, listed, number):
    client = shenyang.client("supervisor")

    answer = client.post(
        _address(listed, "changed"), _as_sent(_open(client, listed, "changed")) | {"child__citizen_id": number}
    )

    assert answer.status_code == 422
    shenyang.enter()
    assert Child.objects.get(pk=listed.pk).file.person.citizen_id is None


def test_who_leaves_has_to_say_where_to(shenyang, listed):
    client = shenyang.client("supervisor")

    answer = client.post(_address(listed, "exited"), ON | {"because": "moved", "moved_to": "河北省"})
    done = client.post(_address(listed, "exited"), ON | MOVED)

    assert (answer.status_code, done.status_code) == (422, 302)


def test_a_visit_to_a_child_who_left_says_that_the_file_is_read_only(shenyang, listed):
    client = shenyang.client("director")
    shenyang.client("supervisor").post(
        _address(listed, "exited"), ON | {"because": "joined_parents", "moved_to": "河北省"}
    )

    given = ON | {"is_child_seen": "yes", "conclusion": "proper", "visitor": "director"}
    answer = client.post(f"/files/{listed.pk}/do/visit.done/", given)

    assert answer.status_code == 422


def test_the_plans_categories_are_offered_and_what_the_facts_show_is_ticked(shenyang, listed):
    from shouwang.registry.operations import set_facts

    set_facts(file=listed, facts={"child.family_hardship": True})
    client = shenyang.client("supervisor")

    page = client.get(_address(listed, "category_set"))

    assert page.context["form"]["categories"].value() == ["hardship"]
    assert "家庭生活困难" in page.content.decode()


def test_a_school_confirms_but_sees_no_categories(shenyang, listed):
    school = make_office(
        shenyang.place, name="第二小学", kind="school", region=shenyang.place.townships[0], functions=["school"]
    )
    listed.school = school
    listed.save(update_fields=["school"])
    teacher = make_user(shenyang.place, name="冯老师")
    make_post(teacher, school, "school")
    shenyang.users["teacher"] = teacher
    client = shenyang.client("teacher")

    done = client.post(
        _address(listed, "school_confirmed"), ON | {"is_present": "yes", "class_name": "四年级二班", "boarding": "yes"}
    )
    refused = client.get(_address(listed, "category_set"))

    assert (done.status_code, refused.status_code) == (302, 403)
    shenyang.enter()
    assert Child.objects.get(pk=listed.pk).class_name == "四年级二班"


@pytest.mark.proves("SY-3.1.2-l", "JP-2.2.1-a", "SX-3.1.2-g", "SX-3.4-f", "YY-3.2-h", "BH-3.3-j", "SY-3.1.2-t")
def test_a_survey_may_say_that_there_is_no_left_behind_child(shenyang):
    village = make_unit(shenyang.place, kind="village", region=shenyang.place.villages[0])
    client = shenyang.client("director")
    asked = client.get(_address(village, "surveyed")).context["form"].fields["asked"].choices
    given = ON | {"asked": [words for words, _ in asked], "households": "120"}

    unsaid = client.post(_address(village, "surveyed"), given)
    said = client.post(_address(village, "surveyed"), given | {"found_none": "on"})

    assert (unsaid.status_code, said.status_code) == (422, 302)
    assert len(asked) == 5


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("director", 200),
        ("colleague", 200),
        ("supervisor", 200),
        ("next_door", 404),
        ("stranger", 404),
        ("reader", 403),
        ("school", 404),
        ("police", 404),
        ("audit_admin", 403),
    ],
)
def test_who_may_change_the_record(shenyang, listed, who, status):
    assert shenyang.client(who).get(_address(listed, "changed")).status_code == status
