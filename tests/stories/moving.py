"""What the stories of a child that moves begin with: the cast's county, one that receives, and a third one."""

from datetime import UTC, date, datetime

from shouwang.access.database import enter_county
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import moving, taking
from shouwang.registry.models import Kin
from shouwang.registry.operations import new_person, set_facts
from tests import cast as people
from tests import factories
from tests.factories import TODAY, actor_of

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
NUMBER = "210123201605010016"
PHONE = "13812345678"
LAW = "minors-law-2021"


def office_of(place, *, kind, name, role, region, functions):
    office = factories.make_office(place, name=name, kind=kind, region=region, functions=functions)
    user = factories.make_user(place, name=f"{place.county.name}{role}")
    factories.make_post(user, office, role)
    return user


def receiving(name):
    """A county with a bureau, a township and a village director."""
    place = factories.make_county(name)
    factories.adopt_plan(place, LAW)
    place.users = {
        "civil_affairs": office_of(
            place, kind="bureau", name="民政局", role="civil_affairs", region=place.region, functions=["civil_affairs"]
        ),
        "township": office_of(
            place,
            kind="township",
            name="张强镇政府",
            role="township_supervisor",
            region=place.townships[0],
            functions=["township"],
        ),
        "other_township": office_of(
            place,
            kind="township",
            name="方家屯镇政府",
            role="township_supervisor",
            region=place.townships[1],
            functions=["township"],
        ),
        "village": office_of(
            place,
            kind="village",
            name="北台村委会",
            role="village_director",
            region=place.villages[0],
            functions=["village"],
        ),
    }
    return place


def stage(settings):
    """The cast with a child of many facts, a receiving county, and a third one."""
    settings.TODAY, settings.SECOND_FACTOR = TODAY.isoformat(), False
    there, third = receiving("寿县"), receiving("云阳县")
    cast = people.make_cast()
    factories.adopt_plan(cast.place, LAW)
    cast.there, cast.third = there, third
    facts = {"child.citizen_id": NUMBER, "father.name": "李强", "father.phone": PHONE, "child.school_name": "中心小学"}
    facts |= {"father.away": True, "child.schooling": "primary", "child.health": "ill", "child.address": "北台村12号"}
    set_facts(file=cast.child, facts=facts)
    grandmother = new_person(county_id=cast.place.id, name="王桂兰", phone="13900001111", born_on=date(1955, 3, 2))
    Kin.objects.create(county=cast.place.county, child=cast.child.person, person=grandmother, relation="62")
    return cast


def offer(cast, *, moved_to="张强镇北台村", to=None, on=TODAY):
    cast.enter()
    by = actor_of(cast.users["supervisor"])
    given = {"by": by, "file": cast.child, "on": on, "today": on, "at": AT, "moved_to": moved_to}
    return moving.offer(to_county=to or str(cast.there.id), **given)


def received(cast):
    enter_county(cast.there.id)
    return Transfer.objects.get(state="open")


def accept(cast, who="civil_affairs", **given):
    enter_county(cast.there.id)
    by, transfer = actor_of(cast.there.users[who]), Transfer.objects.get()
    rest = {"village": cast.there.villages[0], "is_listed": True, "today": TODAY, "at": AT}
    return taking.accept(by=by, transfer=transfer, **rest | given)


def client_of(user):
    client = people.Browser()
    enter_county(None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
