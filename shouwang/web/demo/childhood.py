"""A child's own facts by age: school, health, household registration, hardship; each sometimes «not collected»."""

from datetime import date, timedelta
from random import Random

from shouwang.web.demo.chance import Weighted, add_years, known, some_day
from shouwang.web.demo.people import Child, Family

HEALTH = Weighted([("healthy", 978), ("disabled", 14), ("ill", 8)])
DISABILITY = Weighted([("1", 10), ("2", 10), ("3", 5), ("4", 35), ("5", 30), ("6", 8), ("7", 2)])
ILLNESS = Weighted([("先天性心脏病", 4), ("白血病", 2), ("癫痫", 3), ("肾病综合征", 2), ("精神障碍", 1)])
INCOME = Weighted(
    [(("wages",), 58), (("wages", "farming"), 28), (("farming",), 6), (("wages", "relief"), 5), (("relief",), 3)]
)
RELIEF = Weighted(
    [((), 80), (("dibao",), 12), (("temporary",), 3), (("medical",), 2), (("dibao", "medical"), 2), (("housing",), 1)]
)
NO_NUMBER = Weighted([("户口尚未登记", 6), ("证件遗失，待补办", 2), ("监护人未提供", 2)])
STAGES = ((3, None), (6, "kindergarten"), (12, "primary"), (15, "junior"), (18, "senior"))
BOARDING = {"primary": 0.08, "junior": 0.42, "senior": 0.82, "vocational": 0.8}
MISSING = {
    "rural": 0.01, "hukou_kind": 0.03, "has_land": 0.02, "has_homestead": 0.02, "village_member": 0.01, "low_income_area": 0.02,
    "health": 0.02, "schooling": 0.02, "boarding": 0.06, "lives_alone": 0.05, "family_hardship": 0.05, "without_support": 0.05,
    "income": 0.12, "relief": 0.1, "class_name": 0.1,
}  # fmt: skip
GRADES = "一二三四五六"


def describe(rng: Random, family: Family, child: Child, *, today: date) -> None:
    """Fill `facts` with what the registration form asks about the child itself."""
    facts = child.facts
    born_on = child.person.born_on
    facts["hukou_registered"] = child.person.no_citizen_id_because is None or rng.random() > 0.6
    is_rural = rng.random() < 0.985
    facts["rural"] = known(rng, is_rural, MISSING["rural"])
    facts["hukou_kind"] = known(rng, "agricultural" if is_rural else "urban", MISSING["hukou_kind"])
    village = family.village
    facts["hukou_place"] = f"{village.county}{village.township}{village.name}"
    for fact, share in (
        ("has_land", 0.95),
        ("has_homestead", 0.97),
        ("village_member", 0.99),
        ("low_income_area", 0.99),
    ):
        facts[fact] = known(rng, rng.random() < share, MISSING[fact])
    _health(rng, child)
    _school(rng, child, born_on, today)
    is_hard = rng.random() < 0.11
    facts["family_hardship"] = known(rng, is_hard, MISSING["family_hardship"])
    facts["without_support"] = known(
        rng, family.kind == "one_away_alone" and rng.random() < 0.1, MISSING["without_support"]
    )
    facts["lives_alone"] = known(rng, rng.random() < 0.006, MISSING["lives_alone"])
    facts["income"] = known(rng, INCOME.pick(rng), MISSING["income"])
    facts["relief"] = known(rng, RELIEF.pick(rng) if is_hard else (), MISSING["relief"])
    _contact(rng, child, today)


def _health(rng: Random, child: Child) -> None:
    health = HEALTH.pick(rng)
    child.facts["health"] = known(rng, health, MISSING["health"])
    if child.facts["health"] == "disabled":
        child.facts["disability_kind"] = DISABILITY.pick(rng)
        child.facts["disability_grade"] = known(rng, 1 + int(rng.random() * 4), 0.1)
    if child.facts["health"] == "ill":
        child.facts["illness"] = ILLNESS.pick(rng)


def school_age(born_on: date, today: date) -> int:
    """Years of age on the 1st of September that began the school year."""
    begins = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    return begins.year - born_on.year - ((born_on.month, born_on.day) > (9, 1))


def _school(rng: Random, child: Child, born_on: date, today: date) -> None:
    age = school_age(born_on, today)
    stage = next((stage for limit, stage in STAGES if age < limit), "senior")
    schooling = stage or "not_in_kindergarten"
    if stage == "kindergarten" and rng.random() < 0.22:
        schooling, stage = "not_in_kindergarten", None
    elif stage in {"primary", "junior"} and rng.random() < (0.001 if stage == "primary" else 0.006):
        schooling, stage = "dropout", None
    elif stage == "senior":
        schooling = rng.choice(("senior", "senior", "vocational", "not_in_school"))
        stage = None if schooling == "not_in_school" else "senior"
    child.facts["schooling"] = known(rng, schooling, MISSING["schooling"])
    child.stage = stage if child.facts["schooling"] else None
    boards = rng.random() < BOARDING.get(schooling, 0)
    child.facts["boarding"] = known(rng, boards, MISSING["boarding"]) if child.stage else None
    if child.stage in {"primary", "junior"}:
        grade = age - (6 if child.stage == "primary" else 12)
        title = f"{GRADES[min(grade, 5)]}年级" if child.stage == "primary" else f"{'七八九'[min(grade, 2)]}年级"
        child.facts["class_name"] = known(rng, f"{title}（{1 + int(rng.random() * 4)}）班", MISSING["class_name"])


def _contact(rng: Random, child: Child, today: date) -> None:
    """When parent and child last talked and met, as far as somebody asked."""
    dice = rng.random()
    days = (0, 7) if dice < 0.8 else (8, 30) if dice < 0.92 else (31, 130) if dice < 0.97 else None
    last = today - timedelta(days=days[0] + int(rng.random() * (days[1] - days[0]))) if days else None
    child.facts["last_called_on"] = max(last, child.person.born_on) if last else None
    last_feast = date(today.year if today.month > 2 else today.year - 1, 2, 10)
    feast = some_day(rng, last_feast, last_feast + timedelta(days=12))
    met = feast if rng.random() < 0.3 else some_day(rng, today - timedelta(days=120), today)
    child.facts["last_met_on"] = known(rng, max(met, child.person.born_on), 0.07)


def put_on_ledger(rng: Random, family: Family, child: Child, *, status: str, today: date, surveyed_on: date) -> None:
    """When the file was opened, and whether the child is on the ledger, was on it, or is not."""
    earliest = max(surveyed_on, child.person.born_on + timedelta(days=40))
    listed_on = min(earliest if rng.random() < 0.6 else some_day(rng, earliest, today - timedelta(days=5)), today)
    child.opened_on = min(listed_on, today)
    if status == "not_listed":
        return
    child.facts["listed_on"] = child.opened_on
    sixteen = add_years(child.person.born_on, 16)
    if sixteen <= today and ((today - sixteen).days > 25 or rng.random() < 0.4):
        _take_off(child, max(sixteen, child.opened_on), "sixteen")
    elif status == "exited":
        back = [p.home_since for p in (child.father, child.mother) if p and p.home_since]
        why = "parents_back" if back else rng.choice(("moved", "joined_parents"))
        _take_off(child, max(max(back) if back else some_day(rng, child.opened_on, today), child.opened_on), why)


def _take_off(child: Child, on: date, why: str) -> None:
    child.facts["exited_on"], child.facts["exited_because"] = on, why


def draw_reason_for_no_number(rng: Random) -> str:
    """Why a child has no identity number yet."""
    return NO_NUMBER.pick(rng)
