"""Printing a paper of a file: a preview, then PDF or Word file, each print written down and counted.

@allow("child.read")
def pledge(request, file_id):
    return show_paper(request, file_id, Paper("pledge", _("Pledge of guardianship"), PLEDGE, pledge_texts))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shouwang.access.models import Event, Reading
from shouwang.exchange.documents.pages import BASE, render_pdf, render_png
from shouwang.exchange.documents.paper_form import PaperForm, filled
from shouwang.exchange.documents.word_form import word_form
from shouwang.exchange.documents.word_official import word_official
from shouwang.exchange.papers.family import Veil, unveiled, veiled
from shouwang.exchange.papers.numbering import get_number, give_number
from shouwang.exchange.papers.steps import list_steps
from shouwang.page import clock
from shouwang.page.downloads import watermark_of
from shouwang.page.guard import get_file, note_reading
from shouwang.page.rendering import show
from shouwang.registry.models import File, FileKind

Texts = Mapping[str, Any]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {"pdf": "application/pdf", "docx": WORD, "png": "image/png"}
FORM, OFFICIAL = BASE / "form.typ", BASE / "official_document.typ"
SHOWN = 10


@dataclass(frozen=True)
class Letter:
    """A paper in the layout of an official document (GB/T 9704); its texts are those of `official_document.typ`."""

    title: str


@dataclass(frozen=True)
class Paper:
    """`key` names it in the record of prints; `texts(file, veil, today)` fills `form`.

    `steps`: the events that it can be about; `texts` then gets the event as well, or None where there is none yet and it
    is printed to be filled by hand. `word`: it bears a number (`numbering.give_number`) unless the step brought one.
    `grow(texts)` makes a form that is as long as its texts.
    """

    key: str
    title: Any
    form: PaperForm | Letter
    texts: Callable[..., Texts]
    right: str = "child.read"
    steps: tuple[str, ...] = ()
    word: str = ""
    grow: Callable[[Texts], PaperForm] | None = None


@dataclass(frozen=True)
class Sheet:
    """One paper of one file, about one step of it, as this reader may see it."""

    paper: Paper
    file: File
    step: Event | None
    steps: Sequence[Event]
    veil: Veil

    def prints(self) -> QuerySet[Reading]:
        prints = Reading.objects.filter(county_id=self.file.county_id, file_id=self.file.pk, what="print")
        about = {"detail__step": str(self.step.pk)} if self.step else {}
        return prints.filter(detail__document=self.paper.key, **about).order_by("-at")

    def number(self, *, is_printed: bool) -> str:
        """The step's own number, else the one that the paper has or now gets. Nothing without a step."""
        if self.step is None or not self.paper.word:
            return ""
        own = str(self.step.opened.get("number") or "")
        if own or not is_printed:
            return own or get_number(kind=self.paper.key, event=self.step)
        given = {"word": self.paper.word, "today": clock.today(), "at": clock.now()}
        return give_number(file=self.file, kind=self.paper.key, event=self.step, **given)


def show_paper(request: HttpRequest, file_id: UUID, paper: Paper) -> HttpResponse:
    """The page with the preview; with `as=pdf|docx|png` the paper itself, with `step=` that of an earlier step.

    Numbers are masked; whoever may unveil gets them in full with a reason, which stays on record.
    """
    file = get_file(request, file_id, paper.right)
    kind = request.GET.get("as", "")
    reason = request.GET.get("reason", "").strip()
    is_open = bool(reason) and may_unveil(request, file)
    steps = list_steps(file=file, kinds=paper.steps)
    sheet = Sheet(paper, file, _choose(request, steps), steps, unveiled if is_open else veiled)
    if kind not in MEDIA:
        return _preview(request, sheet, reason if is_open else "")
    if is_open:
        note_reading(request, "unveil", file=file, field=f"paper:{paper.key}", reason=reason)
    return _hand_out(request, sheet, kind)


def count_prints(*, file: File, key: str) -> int:
    prints = Reading.objects.filter(county_id=file.county_id, file_id=file.pk, what="print")
    return prints.filter(detail__document=key).count()


def may_unveil(request: HttpRequest, file: File) -> bool:
    """On a case whoever acts on it: a petition without the parties' numbers is no petition."""
    right = "case.do" if file.kind == FileKind.CASE else "child.unveil"
    return request.scope.grant_for(file, right) is not None


def _choose(request: HttpRequest, steps: Sequence[Event]) -> Event | None:
    """The step that was asked for, else the latest."""
    asked = request.GET.get("step", "")
    if not asked:
        return steps[0] if steps else None
    found = next((step for step in steps if str(step.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _preview(request: HttpRequest, sheet: Sheet, reason: str) -> HttpResponse:
    note_reading(request, "preview", file=sheet.file, document=sheet.paper.key)
    step = f"&step={sheet.step.pk}" if sheet.step else ""
    context = {
        "file": sheet.file,
        "paper": sheet.paper,
        "reason": reason,
        "step": sheet.step,
        "steps": sheet.steps,
        "query": f"{step}&reason={quote(reason)}" if reason else step,
        "number": sheet.number(is_printed=False),
        "printed": sheet.prints().count(),
        "prints": sheet.prints().select_related("user", "post__office")[:SHOWN],
        "may_unveil": may_unveil(request, sheet.file),
    }
    return show(request, "exchange/paper.html", context)


def _hand_out(request: HttpRequest, sheet: Sheet, kind: str) -> HttpResponse:
    """The paper as a file named by the file it is of: a case by its number. A print is written down, a picture is not."""
    number = sheet.number(is_printed=kind != "png")
    copy = sheet.prints().count() + 1
    mark = _("Printed by %(who)s, copy %(copy)d") % {"who": watermark_of(request), "copy": copy}
    content = _make(sheet, kind, number, "" if kind == "png" else mark)
    if kind == "png":
        return HttpResponse(content, content_type=MEDIA[kind])
    told = {"number": number} if number else {}
    about = {"step": str(sheet.step.pk)} if sheet.step else {}
    detail = {"document": sheet.paper.key, "format": kind, "copy": copy}
    note_reading(request, "print", file=sheet.file, **detail, **told, **about)
    return name_download(content, file=sheet.file, title=sheet.paper.form.title, kind=kind)


def name_download(content: bytes, *, file: File, title: str, kind: str) -> HttpResponse:
    """A paper as a file called by the file it is of (a case by its number) and its title; a PDF opens in the browser."""
    response = HttpResponse(content, content_type=MEDIA[kind])
    how = "inline" if kind == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(f'{file.name}-{title}.{kind}')}"
    return response


def _make(sheet: Sheet, kind: str, number: str, mark: str) -> bytes:
    paper, today = sheet.paper, clock.today()
    about = (sheet.step,) if paper.steps else ()
    texts = dict(paper.texts(sheet.file, sheet.veil, today, *about))
    if isinstance(paper.form, Letter):
        template, values = OFFICIAL, texts | {"number": number, "mark": mark}
        word = word_official
    else:
        form = paper.grow(texts) if paper.grow else paper.form
        texts = {key: text for key, text in (texts | {"paper_number": number}).items() if key in form.keys}
        template, values, word = FORM, filled(form, texts, mark=mark), word_form
    if kind == "docx":
        return word(values)
    if kind == "png":
        return render_png(template=template, values=values, printed_on=today)[0]
    return render_pdf(template=template, values=values, printed_on=today)
