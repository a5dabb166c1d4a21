"""An import that is killed at ten random moments and resumed: no row lost, none doubled."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.db import connection, transaction

from shouwang.access.database import county as in_county
from shouwang.access.models import Event, Post
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack
from shouwang.duties.models import Duty
from shouwang.mechanisms.roster.checking import check_batch
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.operations import receive_roster, save_roster
from shouwang.mechanisms.roster.tasks import resume_county
from shouwang.registry.models import File
from tests import factories
from tests.real_county import AT, SINCE

ROWS, KILLS = 2000, 10
ROOT = Path(__file__).resolve().parents[2]
HEADINGS = ("镇街", "村", "孩子姓名", "出生年月日", "父亲外出", "母亲外出", "农村户籍")
GIVEN = "一二三四五六七八九十"


def roster():
    """Two thousand children, each with a name of its own."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for row in range(ROWS):
            name = "李王"[row // 1000] + "".join(GIVEN[int(digit)] for digit in f"{row % 1000:03d}")
            sheet.write_row(row + 1, 0, ("张强镇", "北台村", name, "2016.5.1", "是", "是", "是"))
    return content.getvalue()


@pytest.fixture
def batch(transactional_db, settings, tmp_path):
    """The roster, checked; its sender has said that it be saved. No worker has taken the job yet."""
    settings.TODAY, settings.MEDIA_ROOT = factories.TODAY.isoformat(), tmp_path
    with transaction.atomic():
        place = factories.make_county()
        for pack in ("guofa-2016-13", "jinpu-2017-28"):
            adopt_pack(county=place.county, pack_id=pack, from_on=SINCE, by=Actor(place.id), at=AT)
        office = factories.make_office(
            place, name="张强镇人民政府", kind="township", region=place.townships[0], functions=["township"]
        )
        user = factories.make_user(place)
        post: Post = factories.make_post(user, office, "township_supervisor")
        batch = receive_roster(user=user, post=post, file_name="花名册.xlsx", content=roster(), at=datetime.now(UTC))
    check_batch(county_id=place.id, batch_id=batch.pk)
    with in_county(place.id):
        return save_roster(batch=Batch.objects.get(pk=batch.pk))


def address_of_the_test_database():
    parts = connection.settings_dict
    return " ".join(
        f"{key}={parts[name]}"
        for key, name in (
            ("dbname", "NAME"), ("user", "USER"), ("password", "PASSWORD"), ("host", "HOST"), ("port", "PORT"),
        )
        if parts[name]
    )  # fmt: skip


def kill_ten_workers(batch):
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_test_database(),
        "SHOUWANG_TODAY": factories.TODAY.isoformat(),
        "DJANGO_SETTINGS_MODULE": "shouwang.settings",
    }
    command = [
        sys.executable,
        "-m",
        "tests.stories.killed_worker",
        str(batch.county_id),
        str(batch.pk),
        str(ROWS),
        str(KILLS),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_no_row_is_lost_or_doubled(batch):
    endings = kill_ten_workers(batch)
    assert endings == ["9"] * KILLS
    with in_county(batch.county_id):
        assert 0 < Batch.objects.get(pk=batch.pk).rows_saved < ROWS  # it was killed in the middle

    with in_county(batch.county_id):
        Batch.objects.filter(pk=batch.pk).update(beat_at=AT)  # it has been silent for long
    resume_county(batch.county_id)

    with in_county(batch.county_id):
        saved = Batch.objects.get(pk=batch.pk)
        assert (saved.state, saved.rows_saved) == ("saved", ROWS)
        names = list(File.objects.filter(batch_id=batch.pk).values_list("name", flat=True))
        assert len(names) == len(set(names)) == ROWS
        opened = list(Event.objects.filter(batch_id=batch.pk, what="ledger.opened").values_list("file_id", flat=True))
        assert len(opened) == len(set(opened)) == ROWS
        lines = list(saved.lines.saved().values_list("file_id", flat=True))
        assert set(lines) == set(opened)
        refreshed = list(Duty.objects.filter(rule="ledger.refresh").values_list("file_id", flat=True))
        assert len(refreshed) == len(set(refreshed)) == ROWS
