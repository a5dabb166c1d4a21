"""Two cases of one child become one: what only the other knew comes over, who took part there takes part here."""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from shouwang.registry.casework import lock_case, set_case_facts
from shouwang.registry.fields import CASE_FIELDS
from shouwang.registry.locking import lock_files
from shouwang.registry.models import Case, CasePart, CaseTask, File, Merge
from shouwang.registry.operations import withdraw_file
from shouwang.registry.parts import begin_part, end_all_parts

_OWN = {"stage", "closed_on", "closed_because", "mistaken", "is_sealed", "reported_on"}


@transaction.atomic
def join_case_files(*, kept: File, absorbed: File, at: datetime, user_id: UUID | None, reason: str) -> Merge:
    """The absorbed case is withdrawn. A circumstance that one of the two saw holds; a sealed one seals the other."""
    lock_files([kept.pk, absorbed.pk])
    records = {file.pk: lock_case(file=file) for file in (kept, absorbed)}
    ours, theirs = records[kept.pk], records[absorbed.pk]
    taken = {f"case.{name}": getattr(theirs, name) for name in CASE_FIELDS if _comes_over(ours, theirs, name)}
    set_case_facts(file=kept, facts=taken | ({"case.is_sealed": True} if theirs.is_sealed else {}))
    if ours.child_file_id is None and theirs.child_file_id is not None:
        Case.objects.filter(county_id=kept.county_id, pk=kept.pk).update(child_file=theirs.child_file_id)
    for part in CasePart.objects.filter(county_id=kept.county_id, file=absorbed, until_at__isnull=True):
        begin_part(file=kept, office_id=part.office_id, part=part.part, at=at)
    end_all_parts(file=absorbed, at=at)
    CaseTask.objects.filter(county_id=kept.county_id, file=absorbed, state="open").update(file=kept)
    merge = Merge.objects.create(
        county_id=kept.county_id,
        kept=kept,
        absorbed=absorbed,
        snapshot={"taken": sorted(taken)},
        merged_at=at,
        merged_by_id=user_id,
        reason=reason,
    )
    withdraw_file(file=absorbed, at=at, because=f"joined into {kept.number}")
    return merge


def _comes_over(ours: Case, theirs: Case, name: str) -> bool:
    if name in _OWN or getattr(theirs, name) in (None, [], ""):
        return False
    is_flag = isinstance(Case._meta.get_field(name), models.BooleanField)
    return getattr(ours, name) is None or (is_flag and getattr(theirs, name) is True and name != "child_safe")


def list_joined(*, file: File) -> list[UUID]:
    """The case and those that were joined into it, also by way of others: whose events and attachments are shown together."""
    return [file.pk, *list_joined_numbers(file=file)]


def list_joined_numbers(*, file: File) -> dict[UUID, str]:
    """The cases that were joined into this one, also by way of others, each with its number."""
    found: dict[UUID, str] = {}
    fresh = [file.pk]
    while fresh:
        merges = Merge.objects.filter(county_id=file.county_id, kept__in=fresh, undone_at__isnull=True)
        absorbed = dict(merges.values_list("absorbed_id", "absorbed__number"))
        fresh = [key for key in absorbed if key not in found and key != file.pk]
        found |= {key: absorbed[key] for key in fresh}
    return found


def list_joined_files(*, file: File) -> list[File]:
    """The files of the cases that were joined into this one, also by way of others."""
    keys = list_joined_numbers(file=file)
    merges = Merge.objects.filter(county_id=file.county_id, absorbed__in=list(keys), undone_at__isnull=True)
    return [merge.absorbed for merge in merges.select_related("absorbed").order_by("absorbed_id")]
