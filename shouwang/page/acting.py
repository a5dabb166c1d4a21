"""An act from form to event: the gate is asked, what proves it is attached, the operation runs, all in one transaction."""

import json
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shouwang.duties.operations import (
    DateOutOfRange,
    GateClosed,
    Refusal,
    list_refusals,
    record_case_event,
    record_event,
)
from shouwang.page import clock
from shouwang.page.forms import ActForm
from shouwang.page.guard import actor_for
from shouwang.page.mechanism import Act
from shouwang.registry.attaching import add_attachment
from shouwang.registry.models import File, FileKind
from shouwang.registry.operations import FileClosed


def build_form(request: HttpRequest, act: Act, file: File) -> ActForm:
    """The act's form, bound when the request is a post."""
    today, scope = clock.today(), request.scope
    own = dict(act.form_arguments(file, scope, today)) if act.form_arguments else {}
    initial = dict(act.initial(file, scope, today)) if act.initial else {}
    return act.form(request.POST or None, request.FILES or None, today=today, initial=initial, **own)


def try_act(request: HttpRequest, act: Act, file: File, form: ActForm) -> bool:
    """Does the act when the form is valid; a refusal is written onto the form. Says whether it was done."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            perform(request, act, file, form.cleaned_data)
    except GateClosed as closed:
        form.gate = closed.refusals
    except DateOutOfRange as outside:
        form.add_error("on", _words_of_range(outside))
    except FileClosed:
        form.add_error(None, _("This file is read only: the child left the ledger, or the file was closed."))
    except act.refusals as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _words_of_range(outside: DateOutOfRange) -> str:
    earliest, latest = (date_format(day, "DATE_FORMAT") for day in (outside.earliest, outside.latest))
    words = _("The day lies outside the file: it was opened on %(earliest)s, and today is %(latest)s.")
    return words % {"earliest": earliest, "latest": latest}


def list_objections(form: ActForm, act: Act, file: File) -> tuple[Refusal, ...]:
    """What the plan has against the act: said before the form is filled, and again when it was sent."""
    before = () if form.is_bound else list_refusals(file=file, what=act.event, today=clock.today())
    return getattr(form, "gate", before)


def perform(request: HttpRequest, act: Act, file: File, fields: dict[str, Any]) -> Any:
    """Runs the operation with the form's cleaned fields. Raises DateOutOfRange, GateClosed and the act's refusals."""
    at, today = clock.now(), clock.today()
    fields = dict(fields)
    proof = fields.pop("proof", None)
    by = actor_for(request, file, act.right)
    proof_of = _attach(file, act, proof, at=at, user_id=by.user_id) if proof else ""
    operation = act.operation or _record_only(act)
    return operation(by=by, file=file, today=today, at=at, proof_of=proof_of, **fields)


def _attach(file: File, act: Act, upload: Any, **origin: Any) -> str:
    title = str(act.title)
    attachment = add_attachment(file=file, title=title, file_name=upload.name, content=upload.read(), **origin)
    return f"registry.attachment:{attachment.pk}"


def _record_only(act: Act) -> Any:
    def record(*, by: Any, file: File, on: date, today: date, at: Any, proof_of: str, **fields: Any) -> Any:
        told = {"by": by, "file": file, "what": act.event, "on": on, "at": at, "today": today, "proof_of": proof_of}
        if file.kind == FileKind.CASE:
            facts = act.facts({**fields, "on": on}) if act.facts else {}
            return record_case_event(facts=facts, detail=as_detail(fields), **told)
        return record_event(detail=as_detail(fields), **told)

    return record


def as_detail(fields: dict[str, Any]) -> dict[str, Any]:
    """Cleaned fields as JSON values; what was left empty is left out, a record is named by its key."""
    filled = {key: value for key, value in fields.items() if value not in (None, "", [], ())}
    plain = {key: str(value.pk) if isinstance(value, models.Model) else value for key, value in filled.items()}
    return json.loads(json.dumps(plain, cls=DjangoJSONEncoder))
