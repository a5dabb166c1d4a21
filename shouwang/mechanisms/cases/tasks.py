"""What the clock sets off: cases that stand still are raised every ten minutes."""

from procrastinate.contrib.django import app

from shouwang.access.database import county as in_county
from shouwang.access.models import County
from shouwang.mechanisms.cases.operations.silence import raise_silent_cases
from shouwang.page import clock


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.silence", queueing_lock="cases.silence")
def raise_silence(timestamp: int) -> None:
    """One transaction a county: a county's trouble leaves the others their alarm."""
    for county_id in County.objects.values_list("pk", flat=True):
        with in_county(county_id):
            raise_silent_cases(county_id=county_id, today=clock.today(), at=clock.now())
