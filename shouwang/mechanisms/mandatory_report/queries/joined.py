"""Reports of one child that go on as one case: the files that were joined, and where a joined one goes on."""

from uuid import UUID

from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.registry.joining import list_joined
from shouwang.registry.models import File, Merge


def find_going_on(*, county_id: int, file_id: UUID) -> UUID:
    """The case in which the work on this one goes on: itself, unless it was joined into another."""
    seen = {file_id}
    while True:
        merges = Merge.objects.filter(county_id=county_id, absorbed_id=file_id, undone_at__isnull=True)
        kept = merges.values_list("kept_id", flat=True).first()
        if kept is None or kept in seen:
            return file_id
        file_id = kept
        seen.add(kept)


def list_reports(*, file: File) -> list[Report]:
    """All reports of the case, the earliest first."""
    reports = Report.objects.filter(county_id=file.county_id, file__in=list_joined(file=file))
    return list(reports.select_related("file").order_by("received_at"))
