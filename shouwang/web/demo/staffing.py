"""People in the posts of a demo county: one account a person, one login of each kind with a password that is told once."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password

from shouwang.access.keys import new_id
from shouwang.access.models import Office, Post, User
from shouwang.registry.names import keys
from shouwang.web.demo.establishing import Established
from shouwang.web.demo.naming import NameMaker
from shouwang.web.demo.office_plan import OfficePlan, PostPlan

IN_POST_DAYS = 900
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
TOLD_OFFICES = {  # function -> how the login is introduced
    "civil_affairs": "民政局（牵头）", "education_bureau": "教育部门", "police": "公安机关", "womens_federation": "妇联",
    "court": "法院", "procuratorate": "检察院", "medical_institution": "医院", "lead_group": "领导小组办公室",
    "county_government": "政府督查（只读）", "justice_bureau": "司法局", "youth_league": "团委",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    """A login that the demo tells: who it is for, where, name and password."""

    title: str
    office: str
    name: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who acts for an office: the first business post in it."""

    office_id: UUID
    user_id: UUID
    post_id: UUID


def make_password_text() -> str:
    """Three groups of four, easy to type: abcd-ef23-ghjk."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def staff_offices(*, made: Established, today: date, seed: int) -> tuple[list[Login], dict[UUID, Holder]]:
    """Fill every post. Returns the logins to tell, and who acts for each office."""
    rng = Random(f"staff:{seed}:{made.place.code}")
    names, taken = NameMaker(rng), made.usernames
    told = choose_told(made)
    users, posts, logins, holders = [], [], [], {}
    for plan, office in made.offices:
        for place, post in enumerate(plan.posts):
            user = _user(made, names, rng, post, taken)
            users.append(user)
            posts.append(_post(made, user, office, post, today))
            if place == 0:
                holders[office.pk] = Holder(office.pk, user.pk, posts[-1].pk)
            title = told.get((office.pk, post.role))
            if title is not None:
                password = make_password_text()
                user.password = make_password(password)
                logins.append(Login(title, office.name, user.name, user.username, password))
    User.objects.bulk_create(users)
    Post.objects.bulk_create(posts)
    return logins, holders


def _user(made: Established, names: NameMaker, rng: Random, post: PostPlan, taken: set[str]) -> User:
    sex = "female" if rng.random() < 0.55 else "male"
    name = names.person(surname=names.surname(), sex=sex, year=1982)
    username = base = keys(name).pinyin
    number = 1
    while username in taken:
        number += 1
        username = f"{base}{number}"
    taken.add(username)
    return User(
        id=new_id(), county=made.county, username=username, name=name, kind=post.account, password="!",
        must_change_password=False, is_synthetic=True,
    )  # fmt: skip


def _post(made: Established, user: User, office: Office, post: PostPlan, today: date) -> Post:
    return Post(
        id=new_id(), county=made.county, user=user, office=office, role=post.role, title=post.title,
        from_on=today - timedelta(days=IN_POST_DAYS),
    )  # fmt: skip


def choose_told(made: Established) -> dict[tuple[UUID, str], str]:
    """(office, role) -> the words that introduce its login: one of each post, and the neighbours of village and township."""
    told: dict[tuple[UUID, str], str] = {}
    villages = [village.id for village in made.villages if village.name.endswith("村")]
    townships = list(dict.fromkeys(village.township_id for village in made.villages if village.id in villages))
    first = next(village for village in made.villages if village.township_id == townships[0] and village.id in villages)
    beside = next(v for v in made.villages if v.township_id == townships[0] and v.id != first.id)
    where = {first.id: "", townships[0]: "", beside.id: "（邻村）", townships[1]: "（邻乡镇）"}
    for plan, office in made.offices:
        for post in plan.posts:
            title = _introduce(plan, office, post, where)
            if title is not None:
                told[office.pk, post.role] = title
    return told


def _introduce(plan: OfficePlan, office: Office, post: PostPlan, where: dict[int, str]) -> str | None:
    if post.account != "business":
        return post.title
    if post.role in {"village_director", "township_supervisor"}:
        return f"{post.title}{where[office.region_id]}" if office.region_id in where else None
    if post.role in {"township_lead", "school"} or (post.role == "police" and len(plan.region) > 6):
        is_here = where.get(office.region_id) == "" and plan.stage in {"", "primary"}
        return {"township_lead": "乡镇分管领导", "school": "学校", "police": "派出所"}[post.role] if is_here else None
    return TOLD_OFFICES.get(plan.functions[0][0] if plan.functions else "")


def describe_logins(logins: list[Login], *, county: str) -> str:
    """The table that is printed after the first start and kept in var/demo-accounts.txt."""
    lines = [f"{county}（演示数据，人物均为虚构）的登录账号："]
    lines += [f"  {one.username:<18}{one.password}   {one.title}：{one.office} {one.name}" for one in logins]
    return "\n".join(lines)
