"""What proves a case: evidence that the police wrote down, and files that were attached, each with its SHA-256 digest."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from shouwang.access.models import Event
from shouwang.exchange.papers.family import Veil, day_words
from shouwang.exchange.papers.steps import moment_words, office_words, step_texts, step_title
from shouwang.registry.models import Attachment, File

TAKEN = "emergency.evidence_taken"
_MEDIA = {"image": "照片", "audio": "录音", "application": "扫描件"}
OF_A_REPORT = "报告所附"
PROOF = "registry.attachment:"


@dataclass(frozen=True)
class Piece:
    """One piece: what it is and shows, taken when and where, kept by whom, its source, its file's digest and size."""

    piece: str
    what: str
    taken: str
    kept_by: str
    source: str
    sha256: str = ""
    size: int = 0

    def texts(self) -> dict[str, str]:
        told = {"piece": self.piece, "what": self.what, "taken": self.taken, "kept_by": self.kept_by}
        return told | {"source": self.source, "digest": self.digest}

    @property
    def digest(self) -> str:
        """In groups of eight, so that a narrow column can break it and two people can compare it."""
        return " ".join(self.sha256[at : at + 8] for at in range(0, len(self.sha256), 8))


def list_pieces(*, file: File, veil: Veil) -> list[Piece]:
    """In the order in which they came. Of a photo that came with a report no more is said than that."""
    kept = {
        str(one.pk): one for one in Attachment.objects.filter(county_id=file.county_id, file=file, withdrawn_at=None)
    }
    told = [event for event in _list_proven(file) if event.what == TAKEN or _proof(event) in kept]
    found = [(event.entered_at, _of_event(file, event, kept.get(_proof(event)), veil)) for event in told]
    used = {_proof(event) for event in told}
    found += [(one.added_at, _of_report(one)) for key, one in kept.items() if key not in used]
    return [piece for _at, piece in sorted(found, key=lambda pair: pair[0])]


def _list_proven(file: File) -> list[Event]:
    events = Event.objects.filter(county_id=file.county_id, file_id=file.pk).select_related("office", "user")
    proven = events.filter(proof_of__startswith=PROOF) | events.filter(what=TAKEN)
    return list(proven.order_by("entered_at"))


def _proof(event: Event) -> str:
    return event.proof_of.removeprefix(PROOF)


def _of_event(file: File, event: Event, attached: Attachment | None, veil: Veil) -> Piece:
    texts = step_texts(file=file, event=event, veil=veil) if event.what == TAKEN else {}
    where = "，".join(part for part in (moment_words(event), texts.get("taken_where")) if part)
    return Piece(
        piece=texts.get("piece") or (_kind(attached) if attached else ""),
        what=texts.get("what") or f"“{step_title(event)}”的附件",
        taken=where,
        kept_by=texts.get("kept_by") or office_words(file, event),
        source=office_words(file, event),
        sha256=attached.sha256 if attached else "",
        size=attached.size if attached else 0,
    )


def _of_report(attached: Attachment) -> Piece:
    day = day_words(localtime(attached.added_at).date())
    return Piece(_kind(attached), OF_A_REPORT, day, "", OF_A_REPORT, attached.sha256, attached.size)


def _kind(attached: Attachment) -> str:
    return _MEDIA.get(attached.media_type.partition("/")[0], "文件")
