"""Papers of temporary care: 护送交接单, 接收安置单, 照料日志."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.exchange.papers.case import case_texts
from shouwang.exchange.papers.family import Veil, day_words
from shouwang.exchange.papers.printing import Paper
from shouwang.exchange.papers.rows import CASE, CHILD, PARENTS, listing, pair, said, signed, slip, wide
from shouwang.exchange.papers.steps import step_texts
from shouwang.mechanisms.placement.models import STATE, WENT_TO, Stay
from shouwang.mechanisms.placement.queries import list_stays
from shouwang.registry.models import File

ESCORT_SLIP = slip(
    "儿童护送交接单",
    *CASE,
    *CHILD,
    *PARENTS,
    pair("护送单位", "office", "护送日期", "on"),
    pair("护送人", "escorts", "到达时间", "arrived_at"),
    pair("送往处所", "place_kind", "接收人（单位）", "place_name"),
    wide("备注", "note"),
    said("儿童身体、衣着、随身物品当面查验，情况如下："),
    wide("查验情况", "checked"),
    said("父母联系不上的，继续以不同方式联系，并将联系情况告知接收人。"),
    signed("护送人签字", "接收人签字"),
    signed("交接时间", "见证人"),
)
RECEPTION_SLIP = slip(
    "儿童接收安置单",
    *CASE,
    *CHILD,
    pair("处所种类", "place_kind", "处所（人）名称", "place_name"),
    pair("照料责任人", "keeper", "联系电话", "keeper_phone"),
    pair("接收日期", "from_on", "结束日期", "until_on"),
    pair("去向", "went_to", "接走人", "received_by"),
    wide("入住时状况", "note"),
    said("接收后由照料责任人负责儿童安全和日常照料，每日记照料日志；未经交接不得让儿童离开。"),
    signed("移交人签字", "接收人签字"),
    signed("移交单位（章）", "接收单位（章）"),
)
grow_log = listing(
    "临时监护照料日志",
    (("日期", "on", 2), ("状况", "state", 2), ("照料记事", "text", 6), ("照料人签字", "by", 2)),
    least=12,
    above_rows=(
        *CASE,
        pair("儿童姓名", "child.name", "处所（人）名称", "place_name"),
        pair("照料责任人", "keeper", "起止日期", "term"),
    ),
)


def escort_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    return case_texts(file=file, veil=veil, today=today) | step_texts(file=file, event=step, veil=veil)


def reception_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    """Of the stay that this reception began, as far as it has gone."""
    texts = case_texts(file=file, veil=veil, today=today) | step_texts(file=file, event=step, veil=veil)
    stay = next((one for one in list_stays(file=file) if step and one.event_id == step.pk), None)
    return texts | _stay_texts(stay, veil)


def log_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """Of the latest stay, day by day."""
    texts = case_texts(file=file, veil=veil, today=today)
    stay = list_stays(file=file).first()
    texts |= _stay_texts(stay, veil)
    notes = sorted(stay.notes.all(), key=lambda note: (note.on, note.pk)) if stay else []
    for number, note in enumerate(notes, 1):
        told = {"on": day_words(note.on), "state": dict(STATE).get(note.state, ""), "text": note.text}
        texts |= {f"{number}.{key}": words for key, words in told.items()}
    return texts


def log_form(texts: Any) -> Any:
    """As long as there are days."""
    return grow_log(max([int(key.split(".")[0]) for key in texts if key[0].isdigit()], default=0))


def _stay_texts(stay: Stay | None, veil: Veil) -> dict[str, str]:
    if stay is None:
        return {}
    return {
        "place_name": stay.place_name,
        "keeper": stay.keeper,
        "keeper_phone": veil("phone", stay.keeper_phone),
        "from_on": day_words(stay.from_on),
        "until_on": day_words(stay.until_on),
        "term": f"{day_words(stay.from_on)}至{day_words(stay.until_on) or '今'}",
        "went_to": dict(WENT_TO).get(stay.went_to or "", ""),
        "received_by": stay.received_by,
    }


def kept(file: File, veil: Veil) -> dict[UUID, list[tuple[str, str]]]:
    """For the dossier: the keeper's phone, and what the log says of a day."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    for stay in list_stays(file=file):
        if stay.keeper_phone:
            found[stay.event_id] = [("照料人电话", veil("phone", stay.keeper_phone))]
        found |= {note.event_id: [("照料记事", note.text)] for note in stay.notes.all()}
    return found


PAPERS = {
    "escort_slip": Paper(
        "escort_slip", _("Escort slip"), ESCORT_SLIP, escort_texts, "case.read", ("placement.escorted",), "护送"
    ),
    "reception_slip": Paper(
        "reception_slip",
        _("Reception slip"),
        RECEPTION_SLIP,
        reception_texts,
        "case.read",
        ("placement.received",),
        "接收",
    ),
    "care_log": Paper("care_log", _("Log of care"), grow_log(0), log_texts, "case.read", grow=log_form),
}
