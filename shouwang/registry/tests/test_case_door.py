"""Who gets behind the door of a case: by the place of a post, by the part of an office, and when it is sealed by name."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from shouwang.access.queries import get_scope
from shouwang.registry.casework import set_case_facts
from shouwang.registry.models import CasePart, CaseReader, File
from shouwang.registry.parts import NoPart, begin_part, end_part, give_hold
from tests.factories import TODAY, make_case, make_office, make_post, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def case(cast):
    return make_case(cast.place, child=cast.child)


def scope_of(user, at=AT):
    return get_scope(user=user, on=TODAY, at=at)


def seen_by(cast, case, right="case.read"):
    found = set()
    for who, user in cast.users.items():
        scope = scope_of(user)
        is_found = File.objects.within(scope, right).filter(pk=case.pk).exists()
        assert is_found is (scope.grant_for(File.objects.get(pk=case.pk), right) is not None), who
        found |= {who} if is_found else set()
    return found


class TestByPlace:
    def test_it_opens_to_the_posts_that_read_the_cases_there_and_to_nobody_else(self, cast, case):
        assert seen_by(cast, case) == {"supervisor", "civil_affairs", "police"}
        assert seen_by(cast, case, "case.do") == {"supervisor", "civil_affairs", "police"}

    def test_a_right_on_children_never_opens_it(self, cast, case):
        for right in ("child.read", "child.write", "child.share", "duty.do", "supervise", "roster.export"):
            assert seen_by(cast, case, right) == set()

    def test_a_right_on_cases_opens_no_other_file(self, cast, case):
        assert not File.objects.within(scope_of(cast.users["police"]), "case.read").filter(pk=cast.child.pk).exists()

    def test_the_township_next_door_does_not_know_of_it(self, cast, case):
        place = cast.place
        office = make_office(
            place, name="方家屯镇政府", kind="township", region=place.townships[1], functions=["township"]
        )
        user = make_user(place)
        make_post(user, office, "township_supervisor")

        assert not File.objects.within(scope_of(user), "case.read").filter(pk=case.pk).exists()


class TestByPart:
    @pytest.fixture
    def hospital(self, cast):
        place = cast.place
        office = make_office(
            place, name="县医院", kind="hospital", region=place.region, functions=["medical_institution"]
        )
        cast.users["doctor"] = make_user(place, name="冯医生")
        make_post(cast.users["doctor"], office, "medical")
        return office

    def test_it_opens_while_the_office_takes_part(self, cast, case, hospital):
        assert "doctor" not in seen_by(cast, case)

        begin_part(file=case, office_id=hospital.pk, part="medical_institution", at=AT)
        assert "doctor" in seen_by(cast, case) & seen_by(cast, case, "case.do")

        end_part(file=case, office_id=hospital.pk, at=AT)
        assert "doctor" not in seen_by(cast, case)

    def test_a_part_gives_no_right_that_the_post_does_not_hold(self, cast, case, hospital):
        begin_part(file=case, office_id=hospital.pk, part="medical_institution", at=AT)
        begin_part(file=case, office_id=cast.office("school").pk, part="school", at=AT)

        assert not {"doctor", "school"} & seen_by(cast, case, "case.seal")
        assert "school" not in seen_by(cast, case)


class TestSealed:
    @pytest.fixture(autouse=True)
    def sealed(self, cast, case):
        set_case_facts(file=case, facts={"case.is_sealed": True})

    def name(self, case, user, until=None):
        CaseReader.objects.create(
            county_id=case.county_id, file=case, user=user, reason="承办", given_by=user, from_at=AT, until_at=until
        )

    def test_it_is_closed_to_all_but_named_people(self, cast, case):
        assert seen_by(cast, case) == set()
        self.name(case, cast.users["police"])
        assert seen_by(cast, case) == {"police"}

    def test_a_name_gives_nobody_more_than_the_post_would_see_unsealed(self, cast, case):
        self.name(case, cast.users["director"])
        assert seen_by(cast, case) == set()

    def test_what_ends_by_itself_has_ended(self, cast, case):
        self.name(case, cast.users["police"], until=AT + timedelta(hours=1))
        assert seen_by(cast, case) == {"police"}

        later = scope_of(cast.users["police"], at=AT + timedelta(hours=1))
        assert not File.objects.within(later, "case.read").filter(pk=case.pk).exists()
        assert later.grant_for(File.objects.get(pk=case.pk), "case.read") is None

    def test_without_a_moment_nothing_that_ends_is_open(self, cast, case):
        self.name(case, cast.users["police"], until=AT + timedelta(hours=1))
        assert not File.objects.within(scope_of(cast.users["police"], at=None), "case.read").filter(pk=case.pk).exists()


class TestHolding:
    def test_the_police_that_lead_there_hold_first(self, cast, case):
        holder = CasePart.objects.get(file=case, is_holder=True)
        assert (holder.office.name, holder.part) == ("公安局", "police")

    def test_whoever_gives_it_away_goes_on_taking_part(self, cast, case):
        give_hold(file=case, office_id=cast.office("supervisor").pk, part="township", at=AT)

        running = CasePart.objects.filter(file=case, until_at=None)
        assert set(running.values_list("office__name", "is_holder")) == {("张强镇人民政府", True), ("公安局", False)}

    def test_a_holder_cannot_simply_leave(self, cast, case):
        with pytest.raises(NoPart):
            end_part(file=case, office_id=cast.office("police").pk, at=AT)

    def test_two_holders_the_database_refuses(self, cast, case):
        with pytest.raises(IntegrityError), transaction.atomic():
            CasePart.objects.create(
                county_id=case.county_id,
                file=case,
                office=cast.office("civil_affairs"),
                part="civil_affairs",
                is_holder=True,
                from_at=AT,
                heard_at=AT,
            )
