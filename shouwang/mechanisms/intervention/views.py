"""Papers of intervention, and the dossier."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from shouwang.exchange.papers.family import unveiled, veiled
from shouwang.exchange.papers.printing import may_unveil, name_download, show_paper
from shouwang.mechanisms.intervention.documents import PAPERS
from shouwang.mechanisms.intervention.dossier import TITLE, gather_dossier, write_dossier
from shouwang.page import clock
from shouwang.page.downloads import watermark_of
from shouwang.page.guard import allow, get_file, note_reading
from shouwang.page.rendering import show
from shouwang.registry.models import File

KINDS = ("pdf", "docx")


@allow("case.read", "case.join")
def paper(request: HttpRequest, file_id: UUID, key: str) -> HttpResponse:
    """One of the papers, to look at and to print."""
    return show_paper(request, file_id, PAPERS[key])


@allow("case.read", "case.join")
def dossier(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What the dossier holds, and with `as=pdf|docx` the dossier itself; numbers in full only for a reason, on record."""
    file, kind = get_file(request, file_id, "case.read"), request.GET.get("as", "")
    may = may_unveil(request, file)
    reason = request.GET.get("reason", "").strip() if may else ""
    note_reading(request, "dossier" if kind in KINDS else "preview", file=file, document="dossier", reason=reason)
    return _hand_out(request, file, kind, reason) if kind in KINDS else _show(request, file, reason, may)


def _gather(request: HttpRequest, file: File, reason: str) -> dict[str, Any]:
    veil = unveiled if reason else veiled
    return gather_dossier(file=file, veil=veil, today=clock.today(), mark=watermark_of(request))


def _hand_out(request: HttpRequest, file: File, kind: str, reason: str) -> HttpResponse:
    content = write_dossier(_gather(request, file, reason), kind=kind, today=clock.today())
    return name_download(content, file=file, title=TITLE, kind=kind)


def _show(request: HttpRequest, file: File, reason: str, may: bool) -> HttpResponse:
    context = {
        "file": file,
        "values": _gather(request, file, reason),
        "reason": reason,
        "may_unveil": may,
        "query": f"&reason={quote(reason)}" if reason else "",
    }
    return show(request, "intervention/dossier.html", context)
