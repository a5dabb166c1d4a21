"""The main line in one county, day after day: roster, duties, late entry, ladder, digest, hand-over, withdrawal."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shouwang.access.models import Post
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.duties.handing_over import (
    OpenWorkRemains,
    answer_items,
    begin_hand_over,
    close_account,
    complete_hand_over,
    name_receiver,
)
from shouwang.duties.models import Duty, Flip, Message, Rung
from shouwang.duties.nightly import do_night
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.tasks import STEP_OF_STATE, WORK
from shouwang.registry.models import File

pytestmark = pytest.mark.django_db
HEADINGS = ("镇街", "村", "孩子姓名", "出生年月日", "父亲姓名", "父亲外出", "母亲姓名", "母亲外出", "农村户籍")
ROWS = (
    ("张强镇", "北台村", "欧阳 一诺", "2016.5.1", "欧阳强", "是", "王芳", "是", "是"),
    ("张强镇", "北台村", "吴小雨", "20170302", "吴刚", "是", "孙丽", "是", "是"),
    ("张强镇", "不存在村", "赵退回", "2016.6.1", "赵一", "是", "钱二", "是", "是"),
)


@pytest.fixture
def story(cast, settings, tmp_path):
    """The cast in a county that carries out the plan of 金普, from the day on which the roster is sent."""
    settings.MEDIA_ROOT = tmp_path
    county = cast.place.county
    for pack in ("guofa-2016-13", "jinpu-2017-28"):
        by, since, at = Actor(county.pk), date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)
        adopt_pack(county=county, pack_id=pack, from_on=since, by=by, at=at)
        choose_suggestions(county=county, pack_id=pack, from_on=since, by=by, at=at, reason="示范")
    cast.settings = settings
    wake_up(cast, date(2026, 11, 2))
    return cast


def wake_up(cast, day):
    """A new day begins: the clock, and the work of the night before."""
    cast.settings.TODAY = day.isoformat()
    cast.enter()
    at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
    return do_night(county_id=cast.place.id, today=day, at=at)


def post(cast, who, name, *args, **fields):
    answer = cast.client(who).post(reverse(name, args=args), fields)
    cast.enter()
    assert answer.status_code == 302, answer.content.decode()[:2000]


def work(cast):
    """What the worker does with the roster's job."""
    batch = Batch.objects.get()
    WORK[STEP_OF_STATE[batch.state]](county_id=cast.place.id, batch_id=batch.pk)
    cast.enter()
    return Batch.objects.get()


def send_roster(cast):
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "张强镇留守儿童花名册")
        for number, cells in enumerate((HEADINGS, *ROWS), 1):
            sheet.write_row(number, 0, cells)
    upload = SimpleUploadedFile("花名册.xlsx", content.getvalue())
    post(cast, "supervisor", "roster:list", file=upload, is_listing="on")
    checked = work(cast)
    post(cast, "supervisor", "roster:save", checked.pk)
    return work(cast)


def home(cast, who):
    page = cast.client(who).get("/").content.decode()
    cast.enter()
    return page


def monthly(child):
    return Duty.objects.get(file=child, rule="visit.monthly")


def visit(cast, child, on):
    fields = {"is_child_seen": "yes", "conclusion": "proper", "visitor": "director", "on": on.isoformat()}
    post(cast, "director", "do", child.pk, "visit.done", **fields)


@pytest.mark.proves("JP-2.2.2-a")
def test_from_the_roster_to_the_hand_over(story):
    # The roster becomes duties; the refused row becomes nothing.
    batch = send_roster(story)
    assert (batch.state, batch.counts["new"], batch.counts["refused"]) == ("saved", 2, 1)
    yinuo, rain = (File.objects.get(name=name) for name in ("欧阳一诺", "吴小雨"))
    assert monthly(yinuo).due_on == date(2026, 11, 30)
    page = home(story, "director")
    assert "JP-2.2.2-a" in page
    assert "欧阳一诺" in page

    # Nobody goes: the late one sees it first, then the township, a step later its lead; each is told in the digest.
    wake_up(story, date(2026, 12, 1))
    assert set(Rung.objects.filter(file_id=yinuo.pk, rule="visit.monthly").values_list("step", flat=True)) == {0}
    assert Flip.objects.filter(file_id=yinuo.pk, rule="visit.monthly", new_state="late").exists()
    wake_up(story, date(2026, 12, 9))
    rungs = Rung.objects.filter(file_id=yinuo.pk, rule="visit.monthly").order_by("step")
    assert [rung.function for rung in rungs] == ["owner", "township"]
    wake_up(story, date(2026, 12, 16))
    assert [rung.function for rung in rungs.all()] == ["owner", "township", "township_lead"]
    told = Message.objects.filter(user=story.users["supervisor"], kind="digest", once_key__endswith="2026-12-16")
    assert "上报督办" in told.get().subject
    assert "他人逾期，督办到您" in home(story, "supervisor")

    # Written down today, done in November: that was in time, and the ladder is settled.
    visit(story, yinuo, date(2026, 11, 20))
    done = Flip.objects.filter(file_id=yinuo.pk, rule="visit.monthly", new_state__startswith="done").get()
    assert (done.new_state, done.done_on) == ("done", date(2026, 11, 20))
    assert not rungs.filter(settled_on=None).exists()
    assert monthly(yinuo).due_on == date(2026, 12, 31)
    # The other child was visited in December: November stays late.
    visit(story, rain, date(2026, 12, 2))
    assert Flip.objects.filter(file_id=rain.pk, rule="visit.monthly", new_state="done_late").exists()

    hand_over(story, today=date(2026, 12, 16))
    withdraw(story)


def hand_over(story, *, today):
    """The director's account stays open until a colleague has taken everything."""
    at = datetime(2026, 12, 16, 9, tzinfo=UTC)
    director, colleague = story.users["director"], story.users["colleague"]
    with pytest.raises(OpenWorkRemains):
        close_account(user=director, today=today)
    giver, receiver = Post.objects.get(user=director), Post.objects.get(user=colleague)
    handing = begin_hand_over(post=giver, by=director, at=at, today=today, reason="调动")
    name_receiver(hand_over=handing, receiver=receiver, today=today)
    with pytest.raises(OpenWorkRemains):
        complete_hand_over(hand_over=handing, at=at, last_day=today)
    items = [item.pk for item in handing.items.all()]
    answer_items(user=colleague, item_ids=items, accept=True, at=at)
    complete_hand_over(hand_over=handing, at=at, last_day=today)
    assert close_account(user=director, today=today).closed_on == today
    assert "欧阳一诺" in home(story, "colleague")


def withdraw(story):
    """The roster was the wrong one: all of it goes, with its duties; what was there before stays."""
    before = Duty.objects.filter(file=story.child).count()
    batch = Batch.objects.get()
    post(story, "supervisor", "roster:withdraw", batch.pk)
    assert work(story).state == "withdrawn"
    assert not File.objects.filter(batch_id=batch.pk, withdrawn_at=None).exists()
    assert not Duty.objects.filter(file__batch_id=batch.pk).exists()
    assert Duty.objects.filter(file=story.child).count() == before
    assert "欧阳一诺" not in home(story, "colleague")
