"""One cast of accounts that asks every view the same questions.

Village A's director, a colleague there, the director next door, their township's supervisor, the county's civil
affairs, a school, the police, a reader, three administrators, and a stranger from another county.
"""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from shouwang.access.database import enter_county
from shouwang.access.models import Office, Region, User
from shouwang.registry.models import File
from tests import factories
from tests.factories import Place


class Browser(Client):
    """Sends every request as it comes in: before any county is known, whatever the test's transaction has entered."""

    def request(self, **request: Any) -> Any:
        enter_county(None)
        return super().request(**request)


@dataclass
class Cast:
    place: Place
    child: File
    users: dict[str, User] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A browser in which `who` is logged in (the administrators with their one-time code shown)."""
        client = Browser()
        enter_county(None)
        client.force_login(self.users[who], backend="django.contrib.auth.backends.ModelBackend")
        enter_county(self.place.id)
        return client

    def office(self, who: str) -> Office:
        """The office of the first post that `who` holds."""
        return self.users[who].posts.select_related("office").first().office

    def enter(self) -> None:
        """Back into the cast's county: a request leaves the test's transaction in the county of its user."""
        enter_county(self.place.id)


def make_cast() -> Cast:
    stranger = _make_stranger()
    place = factories.make_county()
    village_a, next_door = place.villages[0], place.villages[1]
    cast = Cast(place=place, child=factories.make_child(place, village=village_a))
    here, beside = _village(place, village_a), _village(place, next_door)
    cast.users["director"] = _post(place, "王主任", "village_director", here)
    cast.users["colleague"] = _post(place, "赵专干", "village_director", here)
    cast.users["next_door"] = _post(place, "钱主任", "village_director", beside)
    township = _office(place, "张强镇人民政府", "township", place.townships[0], ["township", "township_lead"])
    cast.users["supervisor"] = _post(place, "孙督导", "township_supervisor", township)
    bureau = _office(place, "民政局", "bureau", place.region, ["civil_affairs"])
    cast.users["civil_affairs"] = _post(place, "李科长", "civil_affairs", bureau)
    cast.users["reader"] = _post(place, "吴督查", "reader", bureau)
    police = _office(place, "公安局", "police", place.region, ["police"])
    cast.users["police"] = _post(place, "郑警官", "police", police)
    school = _office(place, "张强镇中心小学", "school", place.townships[0], ["school"])
    cast.users["school"] = _post(place, "周老师", "school", school)
    for kind, name in (("system", "系统员"), ("security", "安全员"), ("audit", "审计员")):
        cast.users[f"{kind}_admin"] = _post(place, name, f"{kind}_admin", bureau, kind=kind)
    cast.users["stranger"] = stranger
    return cast


def _make_stranger() -> User:
    """A director of another county."""
    other = factories.make_county("寿县")
    return _post(other, "外县人", "village_director", _village(other, other.villages[0]))


def _village(place: Place, region: Region) -> Office:
    return _office(place, f"{region.parent}{region}村委会", "village", region, ["village"])


def _office(place: Place, name: str, kind: str, region: Region, functions: list[str]) -> Office:
    return factories.make_office(place, name=name, kind=kind, region=region, functions=functions)


def _post(place: Place, name: str, role: str, office: Office, *, kind: str = "business") -> User:
    user = factories.make_user(place, name=name, kind=kind)
    factories.make_post(user, office, role)
    return user
