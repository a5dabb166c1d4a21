"""The work behind: checking, saving and withdrawing run in the worker; a job that died is begun again.

The job is written in the same transaction as the state, so there is no state without its job.
"""

from datetime import timedelta
from typing import Any

from procrastinate.contrib.django import app

from shouwang.access.models import County
from shouwang.mechanisms.roster.checking import check_batch, in_county
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.saving import save_batch, withdraw_batch
from shouwang.page import clock

SILENT = timedelta(seconds=60)
WORK = {"check": check_batch, "save": save_batch, "withdraw": withdraw_batch}
STEP_OF_STATE = {"waiting": "check", "reading": "check", "saving": "save", "withdrawing": "withdraw"}


@app.task(name="roster.work", pass_context=False)
def work(*, county_id: int, batch_id: str, step: str) -> None:
    WORK[step](county_id=county_id, batch_id=batch_id)


def begin(batch: Batch, step: str) -> None:
    """Hands the step to the worker. `lock`: one step of a batch at a time, however many workers there are."""
    work.configure(lock=f"roster-{batch.pk}").defer(county_id=batch.county_id, batch_id=str(batch.pk), step=step)


@app.periodic(cron="* * * * *")
@app.task(name="roster.resume", pass_context=False, queueing_lock="roster.resume")
def resume(timestamp: int) -> None:
    """Begins again what fell silent: the process died between two pieces."""
    for county_id in County.objects.values_list("pk", flat=True):
        resume_county(county_id)


def resume_county(county_id: int) -> list[Any]:
    """Finishes here and now the county's batches that have fallen silent; returns their ids."""
    with in_county(county_id):
        silent = Batch.objects.filter(county_id=county_id, state__in=STEP_OF_STATE, beat_at__lt=clock.now() - SILENT)
        found = list(silent.values_list("pk", "state"))
    for batch_id, state in found:
        WORK[STEP_OF_STATE[state]](county_id=county_id, batch_id=batch_id)
    return [batch_id for batch_id, _ in found]
