"""The list as filtered, taken away."""

from io import BytesIO

import openpyxl
import pytest

from shouwang.access.models import Reading
from tests.factories import make_child

pytestmark = pytest.mark.django_db


def read(response):
    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


class TestExport:
    def test_holds_the_list_as_filtered_and_who_took_it(self, cast):
        make_child(cast.place, name="赵小红", village=cast.place.villages[1])
        village = cast.place.villages[1].pk

        rows = read(cast.client("supervisor").get("/files/export.xlsx", {"village": village}))

        written = str(rows)
        assert "赵小红" in written and cast.child.name not in written
        assert f"孙督导 {cast.users['supervisor'].username}" in written

    def test_is_written_down_with_its_number_of_rows(self, cast):
        cast.client("director").get("/files/export.xlsx", {"q": "小明"})
        cast.enter()

        reading = Reading.objects.get(what="download")
        assert reading.detail == {"of": "roster", "rows": 1, "query": "q=%E5%B0%8F%E6%98%8E"}

    def test_holds_nobody_from_next_door(self, cast):
        rows = read(cast.client("next_door").get("/files/export.xlsx"))

        assert cast.child.name not in str(rows)

    def test_is_refused_without_the_right_and_without_a_one_time_code(self, cast, settings):
        assert cast.client("reader").get("/files/export.xlsx").status_code == 403
        settings.SECOND_FACTOR = True
        assert cast.client("director").get("/files/export.xlsx").url.startswith("/second-factor/")
