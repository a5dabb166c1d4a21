"""An act from form to event: the gate is asked, what proves it is attached, the operation runs, all in one transaction."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shouwang.access.scope import Actor
from shouwang.access.sealing import seal
from shouwang.duties.operations import (
    CaseMoved,
    DateOutOfRange,
    GateClosed,
    Refusal,
    list_refusals,
    record_case_event,
    record_event,
)
from shouwang.duties.seen import UnknownSign, sign_of
from shouwang.page import clock
from shouwang.page.asked import grant_to_act
from shouwang.page.forms import ActForm
from shouwang.page.mechanism import Act, event_title
from shouwang.registry.attaching import add_attachment
from shouwang.registry.models import File, FileKind
from shouwang.registry.operations import FileClosed

MOVED = (CaseMoved, UnknownSign)
"""Something happened on the case since the form was opened: `words_of_move` says what."""


def build_form(request: HttpRequest, act: Act, file: File) -> ActForm:
    """The act's form, bound when the request is a post."""
    today, scope = clock.today(), request.scope
    own = dict(act.form_arguments(file, scope, today)) if act.form_arguments else {}
    initial = dict(act.initial(file, scope, today)) if act.initial else {}
    if file.kind == FileKind.CASE:
        own |= {"moment": clock.now(), "seen": sign_for(request, file)}
    return act.form_on(file.kind)(request.POST or None, request.FILES or None, today=today, initial=initial, **own)


def sign_for(request: HttpRequest, file: File) -> str:
    """What a form on a case carries: how far this reader knows it; whoever sees nothing of it knows what the own office
    did."""
    is_reader = request.scope.grant_for(file, "case.read") is not None
    return sign_of(file=file, only_of=None if is_reader else request.scope.office_ids)


def try_act(request: HttpRequest, act: Act, file: File, form: ActForm) -> bool:
    """Does the act when the form is valid; a refusal is written onto the form. Says whether it was done."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            perform(request, act, file, form.cleaned_data)
    except GateClosed as closed:
        form.gate = closed.refusals
    except MOVED as moved:
        form.see(sign_for(request, file))
        form.add_error(None, words_of_move(moved))
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


def words_of_move(moved: CaseMoved | UnknownSign) -> str:
    if isinstance(moved, UnknownSign):
        return _("The page was changed on its way. Look at it again, then send.")
    if moved.is_same:
        return _("This is already recorded: it was sent twice. Nothing was lost and nothing doubled.")
    lines = [
        _("%(what)s (%(who)s, %(when)s)")
        % {
            "what": event_title(event.what),
            "who": " ".join(str(one) for one in (event.office, event.user) if one) or _("the system"),
            "when": date_format(localtime(event.entered_at), "DATETIME_FORMAT"),
        }
        for event in moved.events
    ]
    words = _(
        "Meanwhile something happened on this case: %(lines)s. What you filled in is kept: look at it again, then send."
    )
    return words % {"lines": _("; ").join(lines)}


def list_objections(request: HttpRequest, form: ActForm, act: Act, file: File) -> tuple[Refusal, ...]:
    """What the plan has against the act: said before the form is filled, and again when it was sent.

    Whoever sees nothing of a case is told the clause, not which condition fails nor which fact of it is missing.
    """
    by, today = _actor(request, act, file), clock.today()
    told = {"what": act.event, "today": today, "office_id": by.office_id}
    before = () if form.is_bound else list_refusals(file=file, **told)
    found: tuple[Refusal, ...] = getattr(form, "gate", before)
    if file.kind == FileKind.CASE and request.scope.grant_for(file, "case.read") is None:
        return tuple(replace(refusal, missing=(), asked=()) for refusal in found)
    return found


def perform(request: HttpRequest, act: Act, file: File, fields: dict[str, Any]) -> Any:
    """Runs the operation with the form's cleaned fields. Raises DateOutOfRange, GateClosed and the act's refusals."""
    at, today = clock.now(), clock.today()
    fields = dict(fields)
    proof = fields.pop("proof", None)
    by = _actor(request, act, file)
    proof_of = _attach(file, act, proof, at=at, user_id=by.user_id) if proof else ""
    operation = act.operation or _record_only(act)
    return operation(by=by, file=file, today=today, at=at, proof_of=proof_of, **fields)


def _attach(file: File, act: Act, upload: Any, **origin: Any) -> str:
    title = str(act.title)
    attachment = add_attachment(file=file, title=title, file_name=upload.name, content=upload.read(), **origin)
    return f"registry.attachment:{attachment.pk}"


def _actor(request: HttpRequest, act: Act, file: File) -> Actor:
    """Who does it, in the post that may."""
    grant, actor = grant_to_act(scope=request.scope, file=file, act=act, today=clock.today()), request.actor
    return Actor(actor.county_id, actor.user_id, grant.post_id, grant.office_id, actor.name) if grant else actor


def _record_only(act: Act) -> Any:
    def record(*, by: Any, file: File, on: date, today: date, at: Any, proof_of: str, **fields: Any) -> Any:
        given = {key: fields.pop(key) for key in ("seen", "at_time") if key in fields}
        told = {"by": by, "file": file, "what": act.event, "on": on, "at": at, "today": today, "proof_of": proof_of}
        if file.kind != FileKind.CASE:
            return record_event(**told, detail=as_detail(fields))
        facts = dict(act.facts({**fields, "on": on})) if act.facts else {}
        after = act.is_after_closing
        return record_case_event(**told, **given, detail=as_detail(fields), facts=facts, is_after_closing=after)

    return record


def as_detail(fields: dict[str, Any]) -> dict[str, Any]:
    """Cleaned fields as JSON values, sealed texts sealed; what was left empty is left out, a record is named by its key."""
    filled = {key: value for key, value in fields.items() if value not in (None, "", [], ())}
    plain = {key: str(value.pk) if isinstance(value, models.Model) else value for key, value in filled.items()}
    return json.loads(json.dumps(seal(plain), cls=DjangoJSONEncoder))
