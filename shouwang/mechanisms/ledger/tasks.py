"""What the clock sets off: once a day the offers of other counties that nobody answered are told again."""

from procrastinate.contrib.django import app

from shouwang.access.database import county as in_county
from shouwang.access.models import County
from shouwang.mechanisms.ledger.operations.urging import urge_unanswered
from shouwang.page import clock


@app.periodic(cron="0 0 * * *")  # 08:00 in Shanghai: the worker's cron speaks UTC
@app.task(name="ledger.transfers", queueing_lock="ledger.transfers")
def urge_transfers(timestamp: int) -> None:
    """One transaction a county: a county's trouble leaves the others their messages."""
    for county_id in County.objects.values_list("pk", flat=True):
        with in_county(county_id):
            urge_unanswered(county_id=county_id, today=clock.today(), at=clock.now())
