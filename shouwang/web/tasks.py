"""What the clock sets off: the night's work of every county, and the outbox."""

from procrastinate.contrib.django import app

from shouwang.access.database import county as in_county
from shouwang.access.models import County
from shouwang.duties.nightly import do_night
from shouwang.duties.outbox import send_waiting
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
