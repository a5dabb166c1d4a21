"""What was done about a child so far: opened, confirmed each quarter, visited each month, signed, called; not always in time.

The plan's other duties are worked off later by `catching_up`, which asks the plan itself what is owed.
"""

from datetime import date, timedelta
from random import Random

from shouwang.web.demo.caring import sign_day
from shouwang.web.demo.chance import Weighted, some_day
from shouwang.web.demo.people import Child, Deed, Family

CONCLUSION = {
    "good": Weighted([("proper", 95), ("improper", 5)]),
    "fair": Weighted([("proper", 70), ("improper", 29), ("none", 1)]),
    "poor": Weighted([("improper", 85), ("none", 15)]),
    None: Weighted([("proper", 80), ("improper", 20)]),
}
VISITOR = Weighted(
    [("director", 80), ("party_member", 8), ("resident_cadre", 6), ("volunteer", 4), ("social_worker", 2)]
)
NOT_DONE = Weighted([("家中无人", 6), ("儿童随亲属外出", 3), ("道路不通", 1)])
MET = Weighted([("祖母", 5), ("祖父", 3), ("祖父母", 4), ("儿童本人", 2), ("邻居", 1)])
WAYS = Weighted([("video", 7), ("phone", 3)])
ONCE = (  # event, in whose function, share, fact that keeps the day, days after the listing
    ("guardianship.responsibility_told", "village", 0.93, None, 20),
    ("guardianship.duty_list_signed", "village", 0.82, None, 40),
    ("guardianship.care_form_set", "village", 0.86, None, 60),
    ("visit.assigned", "village", 0.93, None, 15),
    ("ledger.system_entered", "township", 0.92, "system_entered_on", 45),
    ("guardianship.leave_told_village", "village", 0.9, None, 12),
    ("guardianship.leave_told_school", "village", 0.86, None, 20),
    ("reporting.told_by_parents", "village", 0.7, None, 60),
)
TOLD = 0.15
CARE_FORM = Weighted([("family", 80), ("boarding", 12), ("social", 3), ("other", 5)])


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the quarter that `day` lies in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month."""
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day.replace(day=1), after - timedelta(days=1)


def remember(rng: Random, family: Family, child: Child, *, today: date, months: int, priority: tuple[str, ...]) -> None:
    """Fill the child's deeds for the last `months`, in the order of their days, and the facts that they leave."""
    listed_on = child.facts.get("listed_on")
    if listed_on is None:
        return
    until = child.facts.get("exited_on") or today
    _do_once(rng, family, child, listed_on, until, priority)
    begin = max(listed_on, today - timedelta(days=30 * months))
    if begin < until:
        _confirm(rng, child, begin, until, today)
        _visit(rng, child, begin, until, today)
        _talk(rng, child, begin, until)
    if child.facts.get("exited_on"):
        because = {"because": child.facts["exited_because"]}
        child.deeds.append(Deed("ledger.exited", child.facts["exited_on"], "township", because))
    child.deeds.sort(key=lambda deed: deed.on)


def _do_once(
    rng: Random, family: Family, child: Child, listed_on: date, until: date, priority: tuple[str, ...]
) -> None:
    """What is done once for every child, soon after it came on the ledger, and the agreement."""
    child.deeds.append(Deed("ledger.opened", listed_on, "township"))
    for what, by, share, fact, days in ONCE:
        if rng.random() < share:
            on = min(some_day(rng, listed_on, listed_on + timedelta(days=days)), until)
            child.deeds.append(Deed(what, on, by))
            if fact:
                child.facts[fact] = on
            if what == "guardianship.care_form_set":
                child.facts["care_form"] = "boarding" if child.facts.get("boarding") else CARE_FORM.pick(rng)
    _do_where_it_applies(rng, family, child, listed_on, until, priority)
    _pledge(rng, child, listed_on, until)
    _delegate(rng, child, until)


def _pledge(rng: Random, child: Child, listed_on: date, until: date) -> None:
    """Signed after the last change of who is away and who looks after the child; an older one would not hold."""
    changes = [spell.from_on for spell in child.spells]
    for parent in (child.father, child.mother):
        changes += [day for day in (parent and parent.away_since, parent and parent.home_since) if day]
    first = max([listed_on, *changes])
    if first <= until and rng.random() < 0.93:
        on = min(some_day(rng, first, first + timedelta(days=35)), until)
        child.facts["pledge_signed_on"] = on
        child.deeds.append(Deed("guardianship.pledge_signed", on))


def _do_where_it_applies(
    rng: Random, family: Family, child: Child, listed_on: date, until: date, priority: tuple[str, ...]
) -> None:
    """Household, school mark, priority category, incapacity: for those whom it concerns."""
    if family.is_recorded:
        child.deeds.append(Deed("ledger.household_recorded", min(listed_on + timedelta(days=10), until)))
    if child.stage and rng.random() < 0.93:
        on = min(some_day(rng, listed_on, listed_on + timedelta(days=50)), until)
        child.facts["school_marked_on"] = on
        child.deeds.append(Deed("ledger.school_marked", on, "school"))
    categories = list_categories(child, priority)
    if rng.random() < 0.94:
        child.facts["categories"] = categories
        on = min(listed_on + timedelta(days=5), until)
        child.deeds.append(Deed("ledger.category_set", on, "township", {"categories": categories}))
    if any(parent and parent.incapable_confirmed for parent in (child.father, child.mother)):
        on = min(listed_on + timedelta(days=3), until)
        child.deeds.append(Deed("ledger.incapacity_confirmed", on, "township"))


def _delegate(rng: Random, child: Child, until: date) -> None:
    """A carer named, mostly assessed, and the agreement signed; only what happened since the file was opened.

    What families arrange among themselves the office mostly has not been told.
    """
    spell = child.spells[-1] if child.spells else None
    if spell is None or spell.carer is None or (spell.kind == "informal" and rng.random() > TOLD):
        return
    named_on = max(spell.from_on, child.opened_on)
    signed_on = sign_day(rng, spell) if spell.agreed_from is not None else None
    if named_on > until or (signed_on is not None and signed_on < child.opened_on):
        return
    if signed_on is not None:
        named_on = max(named_on, signed_on - timedelta(days=9))
        child.deeds.append(Deed("delegation.signed", min(max(signed_on, named_on), until), "village"))
    child.deeds.append(Deed("delegation.carer_named", min(named_on, until), "village", {"relation": spell.relation}))
    if spell.fit is not None and rng.random() < 0.9:
        on = min(named_on + timedelta(days=int(rng.random() * 9)), until)
        child.deeds.append(
            Deed("delegation.carer_assessed", on, "village", {"result": spell.fit, "banned": spell.banned})
        )


def list_categories(child: Child, priority: tuple[str, ...]) -> list[str]:
    """The plan's priority categories that the child's facts fall under."""
    facts, last = child.facts, child.spells[-1].kind if child.spells else None
    holds = {
        "dropout": facts.get("schooling") == "dropout",
        "out_of_school": facts.get("schooling") in {"dropout", "not_in_school"},
        "hardship": facts.get("family_hardship") is True,
        "no_guardian": last == "none",
        "unattended": last == "none",
        "without_support": facts.get("without_support") is True,
        "disabled": facts.get("health") == "disabled",
        "no_hukou": facts.get("hukou_registered") is False,
        "other_parent_incapable": any(
            parent and parent.incapable not in (None, "none") for parent in (child.father, child.mother)
        ),
    }
    return [key for key in priority if holds[key]]


def _confirm(rng: Random, child: Child, begin: date, until: date, today: date) -> None:
    """Quarter by quarter, mostly in its last weeks; of the running quarter about half is done."""
    first, last = quarter_of(begin)
    while first <= until:
        share = 0.95 if last < today else 0.55
        if rng.random() < share:
            low = max(first, begin, last - timedelta(days=75))
            on = some_day(rng, low, min(last, until))
            if rng.random() < 0.04 and last < today:
                on = some_day(rng, last, min(last + timedelta(days=15), until))  # late, and entered late
            if begin <= on <= until:
                child.deeds.append(Deed("ledger.confirmed", on, "township"))
        first, last = quarter_of(last + timedelta(days=1))


def _visit(rng: Random, child: Child, begin: date, until: date, today: date) -> None:
    """Month by month; sometimes nobody was at home."""
    rating = child.facts.get("guardianship_rating")
    first, last = month_of(begin)
    while first <= until:
        low, high = max(first, begin), min(last, until)
        dice = rng.random()
        if dice < (0.93 if last < today else 0.6):
            child.deeds.append(Deed("visit.done", some_day(rng, low, high), "village", _see(rng, rating)))
        elif dice > 0.97:
            child.deeds.append(
                Deed("visit.missed", some_day(rng, low, high), "village", {"because": NOT_DONE.pick(rng)})
            )
        first, last = month_of(last + timedelta(days=1))


def _see(rng: Random, rating: str | None) -> dict:
    conclusion = CONCLUSION[rating].pick(rng)
    is_seen = conclusion == "proper" or rng.random() < 0.7
    return {
        "is_child_seen": is_seen,
        "is_child_heard_alone": is_seen and rng.random() < 0.4,
        "conclusion": conclusion,
        "findings": [],
        "visitor": VISITOR.pick(rng),
        "met": MET.pick(rng),
    }


def _talk(rng: Random, child: Child, begin: date, until: date) -> None:
    """The last call and the last meeting, and a call in each of the two months before."""
    called_on, met_on = child.facts.get("last_called_on"), child.facts.get("last_met_on")
    for back in (0, 28, 58):
        on = called_on - timedelta(days=back) if called_on else None
        if on is not None and begin <= on <= until and (not back or rng.random() < 0.8):
            child.deeds.append(Deed("contact.called", on, "village", {"means": WAYS.pick(rng)}))
    if met_on is not None and begin <= met_on <= until:
        child.deeds.append(Deed("contact.met", met_on))
