"""An invented county: 20 townships with 15 villages each, their offices, one plan, one account; and its roster."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from bench.places import VAR
from shouwang.access.database import county as inside
from shouwang.access.models import County, CountyRegion, Post, Region, User
from shouwang.access.operations import open_account, open_office, open_post, spread_jurisdictions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.registry.citizen_id import check_character

PACK = "jinpu-2017-28"
EDITION = 3  # of the invented roster: raised when what is written changes
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "".join(chr(code) for code in range(0x6C38, 0x6C38 + 120))
"""As many given names as a county has: most children's are their own."""
HEADINGS = (
    "乡镇（街道） 村（居） 姓名 性别 民族 出生日期 身份证号 是否登记户口 户籍所在地 现居住地 身体状况 是否寄宿 就学情况 就读学校 班级 "
    "父亲姓名 父亲身份证号 父亲是否外出务工 父亲务工地点 父亲联系电话 母亲姓名 母亲身份证号 母亲是否外出务工 母亲务工地点 母亲联系电话 "
    "受委托人姓名 受委托人与儿童关系 受委托人联系电话 监护类型 监护情况"
).split()


@dataclass(frozen=True)
class Place:
    county: County
    user: User
    post: Post


def find_county(*, code: str) -> Place | None:
    """A county that `make_county` made in this database."""
    county = County.objects.filter(code=code).first()
    if county is None:
        return None
    with inside(county.id):
        user = User.objects.get(username=f"bench{code}")
        return Place(county, user, user.posts.select_related("office").get())


def make_county(*, code: str) -> Place:
    county, first = County.objects.create(name=f"县{code}", code=code), date(2026, 1, 1)
    with inside(county.id):
        root = _region(None, f"县{code}", f"{code}.", 3)
        CountyRegion.objects.create(county=county, region=root)
        functions = ["civil_affairs", "education_bureau", "police", "county_government"]
        bureau = open_office(county=county, name="民政局", kind="bureau", region=root, functions=functions)
        for township in range(20):
            _make_township(county, root, township)
        spread_jurisdictions(county=county)
        user = open_account(county=county, username=f"bench{code}", name="某某", password="a-long-password-1")
        user.must_change_password = False
        user.save()
        post = open_post(user=user, office=bureau, role="civil_affairs", title="科长", from_on=first)
        given = {"county": county, "pack_id": PACK, "from_on": first, "by": Actor(county.id), "at": datetime.now(UTC)}
        adopt_pack(**given)
        choose_suggestions(**given, reason="bench")
    return Place(county, user, post)


def _region(parent: Region | None, name: str, path: str, level: int) -> Region:
    return Region.objects.create(
        parent=parent, level=level, name=name, short_name=name, pinyin="x", initials="x", path=path
    )


def _make_township(county: County, root: Region, number: int) -> None:
    township = _region(root, f"第{number}镇", f"{root.path}{number}.", 4)
    functions = ["township", "township_lead"]
    open_office(county=county, name=f"{township}政府", kind="township", region=township, functions=functions)
    for place in range(15):
        village = _region(township, f"甲{number}乙{place}村", f"{township.path}{place}.", 5)
        open_office(county=county, name=f"{village}委会", kind="village", region=village, functions=["village"])


def make_roster(*, rows: int, part: int = 0, parts: int = 1) -> Path:
    """A workbook of `rows` children with the 30 columns that most counties fill; the same each time.

    No number stands in two of the `parts` of a roster.
    """
    path = VAR / (f"roster-{EDITION}-{rows}.xlsx" if parts == 1 else f"roster-{EDITION}-{rows}-{part}-of-{parts}.xlsx")
    if path.exists():
        return path
    chance, used = random.Random(1 + part), set()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["农村留守儿童花名册"])
        orders = range(999 * part // parts, 999 * (part + 1) // parts)
        for line, cells in enumerate([HEADINGS, *(_row(chance, used, orders, at) for at in range(rows))], 1):
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell)
    return path


def _row(chance: random.Random, used: set[str], orders: range, number: int) -> list[str]:
    born, citizen_id = _child(chance, used, orders)
    township, place = chance.randrange(20), chance.randrange(15)
    surname, village = chance.choice(SURNAMES), f"甲{township}乙{place}村"
    sex = "男" if int(citizen_id[16]) % 2 else "女"
    return [
        f"第{township}镇",
        village,
        surname + "".join(chance.sample(GIVEN, 2)),
        sex,
        "汉族",
        born.isoformat(),
        citizen_id,
        "是",
        f"户籍{village}",
        f"住址{number}",
        "健康",
        "是",
        "小学",
        "中心小学",
        "三年级",
        surname + chance.choice(GIVEN),
        _parent(chance, used, orders, 1),
        "是",
        "广东省东莞市",
        _phone(chance, 0),
        "李" + chance.choice(GIVEN),
        _parent(chance, used, orders, 0),
        "是",
        "浙江省宁波市",
        _phone(chance, 1),
        f"{surname}建国",
        "祖父母/外祖父母",
        _phone(chance, 2),
        "一般",
        "较好",
    ]


def _day(chance: random.Random, first: int, years: int) -> date:
    return date(first + chance.randrange(years), 1 + chance.randrange(12), 1 + chance.randrange(28))


def _number(born: date, order: int) -> str:
    body = f"210123{born:%Y%m%d}{order:03d}"
    return body + check_character(body)


def _child(chance: random.Random, used: set[str], orders: range) -> tuple[date, str]:
    return _unused(used, lambda: (_day(chance, 2011, 13), chance.choice(orders)))


def _parent(chance: random.Random, used: set[str], orders: range, odd: int) -> str:
    mine = orders[(odd - orders.start) % 2 :: 2]
    return _unused(used, lambda: (_day(chance, 1976, 20), chance.choice(mine)))[1]


def _unused(used: set[str], draw: Callable[[], tuple[date, int]]) -> tuple[date, str]:
    while True:
        born, order = draw()
        number = _number(born, order)
        if number not in used:
            used.add(number)
            return born, number


def _phone(chance: random.Random, who: int) -> str:
    return f"1990{who}{chance.randrange(10**6):06d}"
