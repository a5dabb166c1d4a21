"""What the roles may do on cases."""

import pytest

from shouwang.access.rights import CASE_DO, CASE_JOIN, CASE_READ, CASE_TASK, REPORTER_UNVEIL, ROLES


def _who_may(right):
    return {role.key for role in ROLES.values() if right in role.rights}


@pytest.mark.proves("SY-3.1.4-o", "L-PR9-c")
def test_who_reported_is_known_to_the_police_alone():
    assert _who_may(REPORTER_UNVEIL) == {"police"}


@pytest.mark.proves("SY-3.1.4-o", "SY-3.2.8-b")
def test_village_and_school_see_what_is_asked_of_them_and_no_case():
    for role in ("village_director", "school", "education_bureau"):
        assert CASE_TASK in ROLES[role].rights
        assert not ROLES[role].rights & {CASE_READ, CASE_JOIN, CASE_DO}
