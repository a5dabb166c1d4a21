"""A county as it will be on the first day: its real divisions, its plan adopted, offices and accounts, no child yet."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from threading import Thread
from typing import Any

import xlsxwriter
from django.db import connections

from shouwang.access.database import county as in_county
from shouwang.access.divisions import read_places
from shouwang.access.models import County, CountyRegion, Region, User
from shouwang.access.operations import open_account, open_office, open_post, spread_jurisdictions
from shouwang.access.region_loading import load_divisions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.registry.operations import open_unit_file
from shouwang.web.demo.places import PLACES

PASSWORD = "守望-第一次-2026"
SINCE = date(2026, 1, 1)
AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class RealCounty:
    county: County
    township: Region
    villages: list[Region]
    supervisor: User
    director: User


def establish(code: str) -> RealCounty:
    """One township of the county with its villages is staffed; every figure is the plan's own or its suggestion."""
    place = PLACES[code]
    load_divisions(divisions=read_places(under=code))
    region = Region.objects.get(codes__code=code, codes__scheme="nbs", codes__valid_to=None)
    county = County.objects.create(name=place.county, code=code)
    township, villages = _choose_township(region)
    with in_county(county.pk):
        CountyRegion.objects.create(county=county, region=region)
        by = Actor(county.pk)
        for pack in place.packs:
            adopt_pack(county=county, pack_id=pack, from_on=SINCE, by=by, at=AT)
            choose_suggestions(county=county, pack_id=pack, from_on=SINCE, by=by, at=AT, reason="示范")
        people = _staff(county, region, township, villages)
        open_unit_file(
            county=county, kind="township", name=str(township), opened_on=SINCE, region=township, office=None
        )
    return RealCounty(county, township, villages, **people)


def _choose_township(region: Region) -> tuple[Region, list[Region]]:
    """The first one with two villages that are villages."""
    for township in region.children.order_by("pk"):
        villages = list(township.children.filter(name__contains="村").order_by("pk")[:3])
        if len(villages) == 3:
            return township, villages
    raise LookupError(region)


def _staff(county: County, region: Region, township: Region, villages: list[Region]) -> dict[str, User]:
    offices = {
        "bureau": ("民政局", "bureau", region, ["civil_affairs"]),
        "police": ("公安局", "police", region, ["police"]),
        "education": ("教育局", "bureau", region, ["education_bureau"]),
        "school": (f"{township}中心小学", "school", township, ["school"]),
        "township": (f"{township}人民政府", "township", township, ["township", "township_lead"]),
        "village": (f"{villages[0]}村委会", "village", villages[0], ["village"]),
    }
    opened = {
        key: open_office(county=county, name=name, kind=kind, region=where, functions=functions)
        for key, (name, kind, where, functions) in offices.items()
    }
    spread_jurisdictions(county=county)
    people = {}
    for who, name, office, role in (
        ("supervisor", "孙督导", "township", "township_supervisor"),
        ("director", "王主任", "village", "village_director"),
    ):
        user = open_account(county=county, username=f"{who}{county.code}", name=name, password=PASSWORD)
        open_post(user=user, office=opened[office], role=role, title=name, from_on=SINCE)
        people[who] = user
    return people


HEADINGS = (
    "序号", "孩子姓名", "出生年月日", "性别", "身份证号码", "镇街", "所在村", "父亲姓名", "父亲外出", "父亲外出时间", "父亲电话",
    "母亲姓名", "母亲外出", "母亲外出时间", "受委托人姓名", "与儿童关系", "就读情况", "就读学校", "有土地", "有宅基地",
    "属于村居", "农村低保范围", "农村户籍",
)  # fmt: skip


def roster_of(place: RealCounty) -> bytes:
    """An official's file: title row, own headings and order, dates and names as people write them, one wrong village."""
    township, (first, second, _third) = place.township.short_name, [one.short_name for one in place.villages]
    rest = ("小学", f"{township}中心小学", "是", "是", "是", "是", "是")

    def row(number: int, name: str, born: str, sex: str, village: str, father: str, mother: str) -> tuple[Any, ...]:
        who = (str(number), name, born, sex, "", township, village)
        return (*who, father, "是", "2026.3.1", "13800000000", mother, "是", "20260301", "李桂兰", "奶奶", *rest)

    rows = [
        row(1, "李 小明", "2016.5.1", "男", first, "李强", "王芳"),
        row(2, "吴一诺", "20170302", "女", first, "吴刚", "孙丽"),
        row(3, "阿依古丽·买买提", "2015-09-10", "女", second, "买买提", "古丽娜"),
        row(4, "张　大伟", "2014年7月8日", "男", second, "张军", "赵敏"),
        row(5, "赵没村", "2016.6.1", "男", "没有这个村", "赵一", "钱二"),
    ]
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, f"{township}农村留守儿童花名册（2026年）")
        for number, cells in enumerate((HEADINGS, *rows), 1):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell)
    return content.getvalue()


def run_jobs() -> None:
    """The worker as it is: takes every job that waits, then ends. In a thread, because it brings its own event loop."""
    failed: list[BaseException] = []

    def work() -> None:
        from procrastinate.contrib.django import app

        try:
            worker = app.with_connector(app.connector.get_worker_connector())
            worker.run_worker(wait=False, install_signal_handlers=False, delete_jobs="never")
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=work)
    thread.start()
    thread.join(60)
    assert not thread.is_alive(), "the worker did not end"
    if failed:
        raise failed[0]
