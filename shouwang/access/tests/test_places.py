"""The rows that a scope reaches are asked for by one column of a place where one is enough."""

from uuid import UUID

import pytest
from django.db.models import Q

from shouwang.access.scope import Grant, Scope

NOBODY = UUID(int=0)


def holding(*, townships=(), villages=(), schools=(), everywhere=False):
    return Grant(
        post_id=NOBODY,
        office_id=NOBODY,
        role="village_director",
        title="",
        rights=frozenset({"child.read"}),
        functions=frozenset(),
        everywhere=everywhere,
        townships=frozenset(townships),
        villages=frozenset(villages),
        schools=frozenset(schools),
    )


def asked(*grants):
    return Scope(county_id=1, user_id=NOBODY, grants=grants).condition("child.read")


@pytest.mark.parametrize(
    ("grants", "condition"),
    [
        ([holding(villages=[7])], Q(county_id=1) & Q(village_id__in=[7])),
        ([holding(townships=[4])], Q(county_id=1) & Q(township_id__in=[4])),
        ([holding(villages=[8]), holding(villages=[7])], Q(county_id=1) & Q(village_id__in=[7, 8])),
        (
            [holding(villages=[7]), holding(townships=[4])],
            Q(county_id=1) & (Q(village_id__in=[7]) | Q(township_id__in=[4])),
        ),
        ([holding(villages=[7]), holding(everywhere=True)], Q(county_id=1)),
        ([holding()], Q(pk__in=[])),
        ([], Q(pk__in=[])),
    ],
)
def test_asks_for_the_columns_that_a_grant_names(grants, condition):
    assert asked(*grants) == condition


def test_a_village_is_no_township():
    grant = holding(villages=[7], townships=[4])

    assert grant.covers(village_id=7, township_id=1, school_id=None)
    assert grant.covers(village_id=1, township_id=4, school_id=None)
    assert not grant.covers(village_id=4, township_id=7, school_id=None)
