"""Printing a paper of a file: a preview, then PDF or Word file, each print written down and counted.

@allow("child.read")
def pledge(request, file_id):
    return show_paper(request, file_id, Paper("pledge", _("Pledge of guardianship"), PLEDGE, pledge_texts))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shouwang.access.models import Reading
from shouwang.exchange.documents.pages import BASE, render_pdf, render_png
from shouwang.exchange.documents.paper_form import PaperForm, filled
from shouwang.exchange.documents.word_form import word_form
from shouwang.exchange.papers.family import Veil, unveiled, veiled
from shouwang.page import clock
from shouwang.page.downloads import watermark_of
from shouwang.page.guard import get_file, note_reading
from shouwang.page.rendering import show
from shouwang.registry.models import File

Texts = Mapping[str, str | Sequence[str]]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {"pdf": "application/pdf", "docx": WORD, "png": "image/png"}
TEMPLATE = BASE / "form.typ"


@dataclass(frozen=True)
class Paper:
    """`key` names it in the record of prints; `texts(file, veil, today)` fills `form`."""

    key: str
    title: Any
    form: PaperForm
    texts: Callable[[File, Veil, date], Texts]
    right: str = "child.read"


def show_paper(request: HttpRequest, file_id: UUID, paper: Paper) -> HttpResponse:
    """The page with the preview; with `as=pdf|docx|png` the paper itself.

    Numbers are masked; whoever may unveil gets them in full with a reason, which stays on record.
    """
    file = get_file(request, file_id, paper.right)
    kind = request.GET.get("as", "")
    reason = request.GET.get("reason", "").strip()
    is_open = bool(reason) and request.scope.grant_for(file, "child.unveil") is not None
    if kind not in MEDIA:
        return _preview(request, file, paper, reason if is_open else "")
    if is_open:
        note_reading(request, "unveil", file=file, field=f"paper:{paper.key}", reason=reason)
    content = _make(request, file, paper, kind, is_open)
    response = HttpResponse(content, content_type=MEDIA[kind])
    if kind != "png":
        note_reading(request, "print", file=file, document=paper.key, format=kind)
        name = quote(f"{file.name}-{paper.form.title}.{kind}")
        response.headers["Content-Disposition"] = (
            f"{'inline' if kind == 'pdf' else 'attachment'}; filename*=UTF-8''{name}"
        )
    return response


def count_prints(*, file: File, key: str) -> int:
    prints = Reading.objects.filter(county_id=file.county_id, file_id=file.pk, what="print")
    return prints.filter(detail__document=key).count()


def _preview(request: HttpRequest, file: File, paper: Paper, reason: str) -> HttpResponse:
    note_reading(request, "preview", file=file, document=paper.key)
    context = {
        "file": file,
        "paper": paper,
        "reason": reason,
        "printed": count_prints(file=file, key=paper.key),
        "may_unveil": request.scope.grant_for(file, "child.unveil") is not None,
    }
    return show(request, "exchange/paper.html", context)


def _make(request: HttpRequest, file: File, paper: Paper, kind: str, is_open: bool) -> bytes:
    today = clock.today()
    texts = paper.texts(file, unveiled if is_open else veiled, today)
    copy = count_prints(file=file, key=paper.key) + 1
    mark = (
        "" if kind == "png" else _("Printed by %(who)s, copy %(copy)d") % {"who": watermark_of(request), "copy": copy}
    )
    shown = filled(paper.form, {key: text for key, text in texts.items() if key in paper.form.keys}, mark=mark)
    if kind == "docx":
        return word_form(shown)
    if kind == "png":
        return render_png(template=TEMPLATE, values=shown, printed_on=today)[0]
    return render_pdf(template=TEMPLATE, values=shown, printed_on=today)
