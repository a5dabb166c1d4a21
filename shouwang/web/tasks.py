"""What the clock sets off: the night's work of every county, the outbox; and what a new plan or figure sets off."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from shouwang.access.database import county as in_county
from shouwang.access.models import County
from shouwang.duties.nightly import do_night
from shouwang.duties.outbox import send_waiting
from shouwang.duties.recounting import reckon_county
from shouwang.page import clock


@app.periodic(cron="30 21 * * *")  # 05:30 in Shanghai: the worker's cron speaks UTC
@app.task(name="web.night", queueing_lock="web.night")
def night(timestamp: int) -> None:
    """One transaction a county: a county's trouble leaves the others their night."""
    for county_id in County.objects.values_list("pk", flat=True):
        with in_county(county_id):
            do_night(county_id=county_id, today=clock.today(), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="web.outbox", queueing_lock="web.outbox")
def outbox(timestamp: int) -> None:
    for county_id in County.objects.values_list("pk", flat=True):
        with in_county(county_id):
            send_waiting(now=clock.now())


@app.task(name="web.rebuild")
def rebuild(county_id: int) -> None:
    """Reckons every file of the county anew, while people work. Running it twice gives the same rows."""
    reckon_county(county_id=county_id, today=clock.today(), at=clock.now())


def rebuild_soon(*, county_id: int) -> None:
    """After a plan was adopted, a figure chosen, a calendar loaded; a rebuild that waits already is enough."""
    lock = f"web.rebuild:{county_id}"
    try:
        with transaction.atomic():
            rebuild.configure(queueing_lock=lock, lock=lock).defer(county_id=county_id)
    except AlreadyEnqueued:
        return
