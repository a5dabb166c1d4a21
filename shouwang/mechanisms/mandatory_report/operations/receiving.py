"""Taking a report: at once, with whatever is there. Nobody stands in its events: not the reporter, not the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction

from shouwang.access.encryption import blind_index
from shouwang.access.models import County, Region
from shouwang.access.models.place import Level
from shouwang.access.scope import Actor
from shouwang.duties.opening import open_case
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.mandatory_report.models import CITIZEN, Report, Reporter
from shouwang.mechanisms.mandatory_report.operations.files import attach_files
from shouwang.mechanisms.mandatory_report.queries.plan import facts_of
from shouwang.mechanisms.mandatory_report.receipt_codes import key_of, make_code
from shouwang.registry.models import File
from shouwang.registry.names import keys

RECEIVED = "mandatory_report.received"


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """What was seen. Everything may be missing. `place` is the village or township when it was understood."""

    circumstances: Sequence[str] = ()
    harm: str = ""
    gravity: str = ""
    course: str = ""
    since: str = ""
    place: Region | None = None
    place_text: str = ""
    child_name: str = ""
    child_age: int | None = None
    child_sex: str = ""
    looks: str = ""
    found_on: date | None = None
    found_at: time | None = None
    wants_protection: bool = False


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who tells it. `account` and `typed_by` are ids of accounts as text."""

    kind: str = CITIZEN
    way: str = "public"
    name: str = ""
    phone: str = ""
    unit: str = ""
    account: str = ""
    typed_by: str = ""


@dataclass(frozen=True)
class Received:
    """What the reporter is told. `is_new` is false when the same had been sent before."""

    report: Report
    code: str
    is_new: bool
    refused: int = 0
    taken: int = 0


def receive_report(
    *,
    county: County,
    seen: Sighting,
    sender: Sender,
    form_key: str,
    files: Sequence[Any] = (),
    refused: int = 0,
    child_file: File | None = None,
    today: date,
    at: datetime,
) -> Received:
    """Opens a case for what was seen, in the hands of the police who lead there.

    The same (`form_key` and content) sent twice, also at the same moment, is one report and gets the same receipt code.
    `files` are uploads; those that are no photo and no recording are left out and counted with `refused`. `child_file` is
    the child's file when the report was begun there.
    """
    child_id = child_file.pk if child_file else ""
    sent_key = blind_index(f"{form_key}\0{seen}\0{sender}\0{child_id}", purpose="report sent")
    code = make_code(county_code=county.code, sent_key=sent_key)
    try:
        with transaction.atomic():
            given = {"files": files, "refused": refused, "child_file": child_file, "today": today, "at": at}
            return _take(county, seen, sender, sent_key, code, **given)
    except IntegrityError:
        known = Report.objects.filter(county=county, sent_key=sent_key).first()
        if known is None:
            raise
        return Received(known, code, is_new=False)


def _take(county: County, seen: Sighting, sender: Sender, sent_key: bytes, code: str, **given: Any) -> Received:
    known = Report.objects.filter(county=county, sent_key=sent_key).first()
    if known is not None:
        return Received(known, code, is_new=False)
    today, at = given["today"], given["at"]
    file = _open_case(county, seen, child_file=given["child_file"], today=today, at=at)
    report = _write_report(file, seen, sent_key, code, at)
    _write_reporter(report, sender)
    taken, refused = attach_files(file=file, uploads=given["files"], at=at)
    refused += given["refused"]
    if refused:
        Report.objects.filter(pk=report.pk).update(refused_files=refused)
    _record(file, seen, today, at)
    return Received(report, code, is_new=True, refused=refused, taken=taken)


def _open_case(county: County, seen: Sighting, *, child_file: File | None, today: date, at: datetime) -> File:
    """Nobody opens it: no account, no post, no office stands in its events."""
    is_village = seen.place is not None and seen.place.level == Level.VILLAGE
    village, township = (seen.place, None) if is_village else (None, seen.place)
    return open_case(
        by=Actor(county.pk),
        county=county,
        on=today,
        at=at,
        today=today,
        facts=facts_of(list(seen.circumstances)),
        village=village,
        township=township,
        child_file=child_file,
    )


def _write_report(file: File, seen: Sighting, sent_key: bytes, code: str, at: datetime) -> Report:
    return Report.objects.create(
        county_id=file.county_id,
        file=file,
        received_at=at,
        found_on=seen.found_on,
        found_at=seen.found_at,
        circumstances=list(seen.circumstances),
        harm=seen.harm,
        gravity=seen.gravity,
        course=seen.course,
        since=seen.since,
        place=seen.place_text,
        child_name=seen.child_name,
        name_sound=sound_of(seen.child_name),
        child_age=seen.child_age,
        child_sex=seen.child_sex,
        looks=seen.looks,
        wants_protection=seen.wants_protection,
        sent_key=sent_key,
        receipt_key=key_of(code),
    )


def sound_of(name: str | None) -> bytes | None:
    """How a name is said, as a blind index: the way to reports of the same child without opening all of them."""
    pinyin = keys(name).pinyin if name else ""
    return blind_index(pinyin, purpose="name of a reported child") if pinyin else None


def _write_reporter(report: Report, sender: Sender) -> None:
    Reporter.objects.create(
        report=report,
        county_id=report.county_id,
        kind=sender.kind,
        way=sender.way,
        name=sender.name,
        phone=sender.phone,
        unit=sender.unit,
        account=sender.account,
        typed_by=sender.typed_by,
    )


def _record(file: File, seen: Sighting, today: date, at: datetime) -> None:
    nobody, detail = Actor(file.county_id), {"circumstances": list(seen.circumstances)}
    record_case_event(by=nobody, file=file, what=RECEIVED, on=today, at=at, today=today, detail=detail)
