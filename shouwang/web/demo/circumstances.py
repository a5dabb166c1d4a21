"""What became of the parents: who is away, who cannot look after a child, who is gone, who has come home."""

from datetime import date, timedelta
from random import Random

from shouwang.web.demo.chance import Weighted, add_years, known, some_day
from shouwang.web.demo.people import Person

LISTED = Weighted([("both_away", 72), ("one_away_unfit", 18), ("one_away_alone", 8), ("returned", 2)])
NOT_LISTED = Weighted([("one_away_home", 55), ("both_home", 20), ("unasked", 25)])
UNFIT = Weighted([
    ("severe_disability", 42), ("severe_illness", 34), ("custody", 9), ("missing", 9), ("drug_rehab", 3), ("disqualified", 1), ("other", 2),
])  # fmt: skip
BASIS = {
    "severe_disability": "残疾人证（一级、二级）", "severe_illness": "二级以上医院诊断证明", "custody": "法律文书",
    "missing": "公安机关查找情况回执", "drug_rehab": "强制隔离戒毒决定书", "disqualified": "法院判决书", "other": "村（居）证明",
}  # fmt: skip
LONGEST_AWAY_YEARS = 9
MISSING = {"phone": 0.05, "work_place": 0.04, "reachable": 0.12, "incapable": 0.10, "away_since": 0.06}


def leave(rng: Random, person: Person, *, today: date, youngest: date, place: str, phone: str) -> None:
    """The parent went away some time after the youngest child was born, at the latest last month."""
    earliest = max(youngest + timedelta(days=100), add_years(today, -LONGEST_AWAY_YEARS))
    since = some_day(rng, earliest, max(earliest, today - timedelta(days=30)))
    person.away = True
    person.away_since = known(rng, min(since, today), MISSING["away_since"])
    person.work_place = known(rng, place, MISSING["work_place"])
    person.phone = known(rng, phone, MISSING["phone"])
    person.reachable = known(rng, rng.random() < 0.97, MISSING["reachable"])
    person.incapable = known(rng, "none", MISSING["incapable"])


def stay(rng: Random, person: Person, *, phone: str) -> None:
    """At home and able."""
    person.away, person.reachable = False, True
    person.incapable = known(rng, "none", MISSING["incapable"])
    person.phone = known(rng, phone, MISSING["phone"])


def fall(rng: Random, person: Person, *, today: date) -> None:
    """Cannot look after a child; the papers are mostly, not always, checked."""
    person.away = False
    person.incapable = UNFIT.pick(rng)
    person.reachable = person.incapable != "missing"
    if rng.random() < 0.86:
        person.incapable_confirmed = True
        person.incapable_basis = BASIS[person.incapable]
        person.incapable_review_on = some_day(rng, today - timedelta(days=20), today + timedelta(days=340))
    elif rng.random() < 0.3:
        person.incapable_confirmed = False


def die(rng: Random, person: Person, *, today: date) -> None:
    """Dead for some time."""
    person.alive, person.away, person.reachable = False, False, False
    person.died_on = known(rng, some_day(rng, add_years(today, -6), today - timedelta(days=60)), 0.3)


def come_home(rng: Random, person: Person, *, today: date) -> None:
    """Was away and is home again, the later of both parents a few days or months ago."""
    person.home_since = some_day(rng, today - timedelta(days=120), today - timedelta(days=2))
    if person.away_since is not None:
        person.away_since = min(person.away_since, person.home_since - timedelta(days=60))
    person.away = False


# What each parent of a family of that kind does: the first one is mostly the father.
COURSES = {
    "both_away": ("leave", "leave"),
    "returned": ("return", "return"),
    "one_away_unfit": ("leave", "fall"),
    "one_away_alone": ("leave", "die"),
    "one_away_home": ("leave", "stay"),
    "both_home": ("stay", "stay"),
    "unasked": ("unknown", "unknown"),
}


def settle(
    rng: Random, kind: str, father: Person, mother: Person, *, today: date, youngest: date, place: str, phones: tuple
) -> tuple[Person | None, Person | None]:
    """Give both parents the facts of the family's `kind`. Returns them, None for one of whom nothing is known."""
    courses = COURSES[kind] if rng.random() < 0.75 else COURSES[kind][::-1]
    for parent, course, phone in zip((father, mother), courses, phones, strict=True):
        _follow(rng, parent, course, today=today, youngest=youngest, place=place, phone=phone)
    is_vanished = kind == "one_away_alone" and rng.random() < 0.15
    return tuple(
        None if is_vanished and course == "die" else parent
        for parent, course in zip((father, mother), courses, strict=True)
    )


def _follow(rng: Random, parent: Person, course: str, *, today: date, youngest: date, place: str, phone: str) -> None:
    if course in {"leave", "return"}:
        leave(rng, parent, today=today, youngest=youngest, place=place, phone=phone)
    if course == "return":
        come_home(rng, parent, today=today)
    elif course == "fall":
        fall(rng, parent, today=today)
    elif course == "die":
        die(rng, parent, today=today)
    elif course == "stay":
        stay(rng, parent, phone=phone)
    elif course == "unknown":
        parent.alive = None
