"""What proves that a guardian was taught without effect, and for how long it has refused: from the record, never typed."""

from dataclasses import dataclass
from datetime import date

from shouwang.access.models import Event
from shouwang.exchange.papers.family import Veil, day_words
from shouwang.exchange.papers.steps import list_steps, moment_words, office_words, step_texts, step_title
from shouwang.registry.models import Case, File

TAUGHT = ("intervention.urged", "intervention.educated", "intervention.admonished", "intervention.punished")
RELAPSED, REFUSED = "intervention.relapsed", "intervention.refusal_recorded"
HARMS = ("emergency.injury_assessed", "emergency.investigated", "intervention.criminal_filed", "intervention.tried")


@dataclass(frozen=True)
class Proof:
    """One piece of record that proves a ground: `ground`, when, who recorded it, what it says."""

    ground: str
    on: date
    when: str
    office: str
    words: str


@dataclass(frozen=True)
class Term:
    """How long guardianship has been refused, by the earliest refusal on record that was not followed by its return."""

    since: date
    until: date
    months: int
    days: int

    @property
    def words(self) -> str:
        length = f"{self.months}个月" + (f"零{self.days}日" if self.days else "")
        return f"自{day_words(self.since)}（最早一次记录）至{day_words(self.until)}，已满{length}"


def list_proofs(*, file: File, veil: Veil) -> list[Proof]:
    """All of them in the order of their days, ground by ground."""
    kinds = {"经教育不改": (*TAUGHT, RELAPSED), "拒不履行监护职责": (REFUSED,), "身心健康受损害": HARMS}
    return [
        _prove(file, event, ground, veil)
        for ground, what in kinds.items()
        for event in sorted(list_steps(file=file, kinds=what), key=lambda one: (one.done_on, one.entered_at))
    ]


def _prove(file: File, event: Event, ground: str, veil: Veil) -> Proof:
    texts = step_texts(file=file, event=event, veil=veil)
    shown = ("seen_as", "behaviour", "happened", "shown_by", "response", "grade", "suspected", "number")
    words = "；".join(texts[key].rstrip("。；") for key in shown if texts.get(key))
    said = f"{step_title(event)}：{words}" if words else step_title(event)
    return Proof(ground, event.done_on, moment_words(event), office_words(file, event), said)


def is_taught_without_effect(*, file: File) -> bool:
    """An urging, an education, an admonition or a penalty, and after it the same again."""
    relapsed = list_steps(file=file, kinds=(RELAPSED,))
    taught = list_steps(file=file, kinds=TAUGHT)
    return any(before.done_on <= again.done_on for again in relapsed for before in taught)


def get_refusal(*, file: File, today: date) -> Term | None:
    """None while no refusal runs."""
    since = Case.objects.values_list("refused_since", flat=True).get(county_id=file.county_id, pk=file.pk)
    if since is None:
        return None
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return Term(since, today, months, (today - _later(since, months)).days)


def _later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(months)
