"""django-import-export over the program's own tables: a resource a table with its best upsert setting.

The same rows as the import writes: four people a child, file, record, care, event, mark; sealed fields and blind indexes
by the models. No check of a cell, no likeness, no list of refused rows, no preview. Whoever has a number gets a key
from it, so that sending the file again updates.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import openpyxl
from django.db import models

from bench import database
from bench.county import HEADINGS, Place
from bench.figures import Stopwatch
from shouwang.access.database import county as inside
from shouwang.access.encryption import blind_index
from shouwang.access.models import Event, Region
from shouwang.duties.models import Mark
from shouwang.registry.models import CareSpell, Child, File, Person
from shouwang.registry.names import keys

Row = dict[str, Any]
TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=UTC)


def import_into_tables(place: Place, path: Path, *, rows: int) -> float:
    """Seconds from the workbook to rows in all tables."""
    villages = {
        region.name: region for region in Region.objects.filter(level=5, path__startswith=f"{place.county.name[1:]}.")
    }
    with database.connect() as owner:
        owner.execute("GRANT UPDATE ON SEQUENCE duties_mark_id_seq TO PUBLIC")  # it sets sequences anew at the end
    watch = Stopwatch()
    with watch("peer"), inside(place.county.pk):
        cells = openpyxl.load_workbook(path, read_only=True).active.iter_rows(min_row=3, values_only=True)
        read = [dict(zip(HEADINGS, values, strict=True)) for values in cells]
        for model, make in _TABLES:
            _import(model, [made for row in read for made in make(place, villages, row)])
    with inside(place.county.pk):
        assert File.objects.filter(county_id=place.county.pk, kind="child").count() == rows
        assert Person.objects.filter(county_id=place.county.pk).count() == 4 * rows
    return watch["peer"]


def _import(model: type[models.Model], rows: list[Row]) -> None:
    import tablib
    from import_export.fields import Field
    from import_export.instance_loaders import CachedInstanceLoader
    from import_export.resources import ModelResource
    from import_export.widgets import Widget

    names = list(rows[0])
    meta = {"model": model, "import_id_fields": [names[0]], "fields": names, "use_bulk": True, "batch_size": 2000}
    meta |= {"skip_diff": True, "use_transactions": True, "instance_loader_class": CachedInstanceLoader}
    fields = {name: Field(attribute=name, column_name=name, widget=Widget()) for name in names}
    resource = type("TableResource", (ModelResource,), fields | {"Meta": type("Meta", (), meta)})()
    done = resource.import_data(
        tablib.Dataset(*(tuple(row.values()) for row in rows), headers=names), raise_errors=True
    )
    assert done.totals["new"] == len(rows), done.totals


def _key(place: Place, kind: str, row: Row) -> UUID:
    return uuid5(NAMESPACE_OID, f"{place.county.pk}{kind}{row['身份证号']}")


def _person(place: Place, kind: str, row: Row, name: str, number: str | None, phone: str | None, **more: Any) -> Row:
    return {
        "id": _key(place, kind, row),
        "name": name,
        "pinyin": keys(name).pinyin,
        "citizen_id": number,
        "citizen_id_index": number and blind_index(number, purpose="citizen_id"),
        "phone": phone,
        "phone_index": phone and blind_index(phone, purpose="phone"),
        **more,
    }


def _people(place: Place, villages: dict[str, Region], row: Row) -> Iterable[Row]:
    nothing = {"county_id": place.county.pk, "sex": None, "ethnicity": None, "born_on": None, "address": None}
    nothing |= {"away": None, "work_place": None}
    own = nothing | {"sex": "male" if row["性别"] == "男" else "female", "ethnicity": row["民族"]}
    own |= {"born_on": date.fromisoformat(row["出生日期"]), "address": row["现居住地"]}
    yield _person(place, "child", row, row["姓名"], row["身份证号"], None, **own)
    for who, sex in (("父亲", "male"), ("母亲", "female")):
        more = nothing | {"sex": sex, "away": row[f"{who}是否外出务工"] == "是", "work_place": row[f"{who}务工地点"]}
        yield _person(place, who, row, row[f"{who}姓名"], row[f"{who}身份证号"], row[f"{who}联系电话"], **more)
    yield _person(place, "carer", row, row["受委托人姓名"], None, row["受委托人联系电话"], **nothing)


def _files(place: Place, villages: dict[str, Region], row: Row) -> Iterable[Row]:
    village, name = villages[row["村（居）"]], keys(row["姓名"])
    yield {
        "id": _key(place, "file", row),
        "county_id": place.county.pk,
        "kind": "child",
        "number": row["身份证号"],
        "name": row["姓名"],
        "pinyin": name.pinyin,
        "initials": name.initials,
        "grams": list(name.grams),
        "village_id": village.pk,
        "township_id": village.parent_id,
        "person_id": _key(place, "child", row),
        "opened_on": TODAY,
    }


def _children(place: Place, villages: dict[str, Region], row: Row) -> Iterable[Row]:
    yield {
        "file_id": _key(place, "file", row),
        "county_id": place.county.pk,
        "father_id": _key(place, "父亲", row),
        "mother_id": _key(place, "母亲", row),
        "listed_on": TODAY,
        "hukou_registered": row["是否登记户口"] == "是",
        "hukou_place": row["户籍所在地"],
        "health": "healthy",
        "boarding": row["是否寄宿"] == "是",
        "schooling": "primary",
        "school_name": row["就读学校"],
        "class_name": row["班级"],
        "guardianship_kind": "fair",
        "guardianship_rating": "good",
        "categories": [],
    }


def _care(place: Place, villages: dict[str, Region], row: Row) -> Iterable[Row]:
    yield {
        "id": _key(place, "care", row),
        "county_id": place.county.pk,
        "file_id": _key(place, "file", row),
        "kind": "informal",
        "carer_id": _key(place, "carer", row),
        "relation": "grandparent",
        "from_on": TODAY,
        "agreement": "none",
    }


def _events(place: Place, villages: dict[str, Region], row: Row) -> Iterable[Row]:
    yield {
        "id": _key(place, "event", row),
        "county_id": place.county.pk,
        "file_id": _key(place, "file", row),
        "what": "ledger.opened",
        "done_on": TODAY,
        "entered_at": NOW,
        "user_id": place.user.pk,
        "post_id": place.post.pk,
        "office_id": place.post.office_id,
        "detail": {},
        "proof_of": "",
    }


def _marks(place: Place, villages: dict[str, Region], row: Row) -> Iterable[Row]:
    yield {
        "file_id": _key(place, "file", row),
        "county_id": place.county.pk,
        "what": "ledger.opened",
        "first_on": TODAY,
        "last_on": TODAY,
        "times": 1,
    }


Make = Callable[[Place, dict[str, Region], Row], Iterable[Row]]
_TABLES: tuple[tuple[type[models.Model], Make], ...] = (
    (Person, _people),
    (File, _files),
    (Child, _children),
    (CareSpell, _care),
    (Event, _events),
    (Mark, _marks),
)
