"""Two files of one child become one, and apart again; and what changed in a record, by whom."""

import pytest

from shouwang.duties.models import Duty
from shouwang.mechanisms.ledger.queries.history import list_versions
from shouwang.registry.models import Child, File, Merge
from shouwang.registry.operations import set_facts
from tests.factories import TODAY, make_child

pytestmark = pytest.mark.django_db
NUMBER = "210123201605010018"


@pytest.fixture
def second(shenyang, listed):
    """李晓红: the same child, typed by the neighbour with another character, with a number and a class."""
    return make_child(
        shenyang.place,
        name="李晓红",
        child__citizen_id=NUMBER,
        child__class_name="四年级二班",
        child__schooling="primary",
        father__name="李强",
        father__phone="19900001234",
        mother__name="王芳",
    )


def _merge(client, kept, other, **given):
    return client.post(f"/ledger/{kept.pk}/same/{other.pk}/", {"reason": "户口簿核对", **given})


def test_the_second_file_is_found_and_shown_side_by_side(shenyang, listed, second):
    client = shenyang.client("supervisor")

    found = client.get(f"/ledger/{listed.pk}/same/").content.decode()
    beside = client.get(f"/ledger/{listed.pk}/same/{second.pk}/").content.decode()

    assert "李晓红" in found
    assert "四年级二班" in beside and NUMBER not in beside


@pytest.mark.proves("SX-3.4-k", "JP-2.2.1-c", "SY-3.1.2-v")
def test_one_file_remains_and_knows_what_the_other_knew(shenyang, listed, second):
    set_facts(file=listed, facts={"child.schooling": "junior"})

    assert _merge(shenyang.client("supervisor"), listed, second).status_code == 302

    shenyang.enter()
    kept = Child.objects.select_related("file__person", "father").get(pk=listed.pk)
    assert (kept.class_name, kept.schooling, kept.file.person.citizen_id) == ("四年级二班", "junior", NUMBER)
    assert kept.father.phone == "19900001234"
    assert File.objects.get(pk=second.pk).withdrawn_at is not None
    assert not Duty.objects.filter(file=second).exists()


def test_what_is_ticked_is_taken_from_the_other(shenyang, listed, second):
    set_facts(file=listed, facts={"child.schooling": "junior"})

    _merge(shenyang.client("supervisor"), listed, second, take=["child.schooling"])

    shenyang.enter()
    assert Child.objects.get(pk=listed.pk).schooling == "primary"


def test_the_merge_keeps_no_number_outside_the_encrypted_fields(shenyang, listed, second):
    _merge(shenyang.client("supervisor"), listed, second)

    shenyang.enter()
    assert NUMBER not in str(Merge.objects.get().snapshot) and "19900001234" not in str(Merge.objects.get().snapshot)


def test_undoing_brings_both_back_as_they_were(shenyang, listed, second):
    client = shenyang.client("supervisor")
    _merge(client, listed, second)
    shenyang.enter()

    client.post(f"/ledger/{listed.pk}/separate/{Merge.objects.get().pk}/")

    shenyang.enter()
    kept = Child.objects.select_related("file__person", "father").get(pk=listed.pk)
    assert (kept.class_name, kept.file.person.citizen_id, kept.father.phone) == (None, None, None)
    assert File.objects.get(pk=second.pk).withdrawn_at is None
    assert Duty.objects.filter(file=second).exists()


def test_two_files_are_not_separated_after_the_child_left_the_ledger(shenyang, listed, second):
    client = shenyang.client("supervisor")
    _merge(client, listed, second)
    shenyang.enter()
    set_facts(file=listed, facts={"child.exited_on": TODAY, "child.exited_because": "moved"})

    answer = client.post(f"/ledger/{listed.pk}/separate/{Merge.objects.get().pk}/", follow=True)

    shenyang.enter()
    assert "不能拆分" in answer.content.decode()
    assert File.objects.get(pk=second.pk).withdrawn_at is not None


def test_a_parent_that_only_the_other_knew_comes_over_and_goes_back(shenyang, second):
    first = make_child(shenyang.place, name="李小红")
    client = shenyang.client("supervisor")
    _merge(client, first, second)
    shenyang.enter()
    assert Child.objects.get(pk=first.pk).father_id == Child.objects.get(pk=second.pk).father_id

    client.post(f"/ledger/{first.pk}/separate/{Merge.objects.get().pk}/")

    shenyang.enter()
    assert Child.objects.get(pk=first.pk).father_id is None


@pytest.mark.parametrize(("who", "status"), [("next_door", 404), ("reader", 403), ("stranger", 404)])
def test_nobody_else_merges(shenyang, listed, second, who, status):
    assert _merge(shenyang.client(who), listed, second).status_code == status
    assert shenyang.client(who).get(f"/ledger/{listed.pk}/same/").status_code == status


def test_a_file_is_not_merged_into_itself(shenyang, listed):
    assert _merge(shenyang.client("supervisor"), listed, listed).status_code == 422


class TestVersions:
    def test_every_change_is_there_old_and_new_with_who_made_it(self, shenyang, listed):
        client = shenyang.client("supervisor")
        form = client.get(f"/files/{listed.pk}/do/ledger.changed/").context["form"]
        given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
        given = {name: {True: "yes", False: "no"}.get(value, value) for name, value in given.items()}
        change = {"child__boarding": "yes", "father__work_place": "江苏省苏州市", "on": "2026-11-22"}
        assert client.post(f"/files/{listed.pk}/do/ledger.changed/", given | change).status_code == 302
        shenyang.enter()

        steps = {step.key: (step.old, step.new, one.user) for one in list_versions(file=listed) for step in one.steps}
        supervisor = shenyang.users["supervisor"]
        assert steps["child.boarding"] == (None, True, supervisor)
        assert steps["father.work_place"] == (None, "江苏省苏州市", supervisor)

    def test_a_number_is_never_quoted(self, shenyang, listed):
        set_facts(file=listed, facts={"child.citizen_id": NUMBER})

        page = shenyang.client("director").get(f"/ledger/{listed.pk}/versions/").content.decode()

        assert NUMBER not in page and "公民身份号码" in page
