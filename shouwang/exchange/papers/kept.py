"""What mechanisms keep beside the events of a case, in records of their own: a day of care, the findings of an assessment."""

from uuid import UUID

from shouwang.exchange.papers.family import Veil
from shouwang.page.mechanism import mechanisms
from shouwang.registry.models import File


def kept_lines(*, file: File, veil: Veil) -> dict[UUID, list[tuple[str, str]]]:
    """{event: (label, words)}, Chinese as on paper. Reports are not among it: what somebody wrote may tell who it was."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    for face in mechanisms().values():
        for event_id, lines in (face.kept(file, veil) if face.kept else {}).items():
            found.setdefault(event_id, []).extend(lines)
    return found
