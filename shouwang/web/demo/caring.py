"""Who looks after the child: the chain of care from the day the parents left, and what is known of the carer."""

from datetime import date, timedelta
from random import Random

from shouwang.web.demo.chance import Weighted, add_years, known, some_day
from shouwang.web.demo.numbering import NumberMaker
from shouwang.web.demo.people import Child, Family, Person, Spell

FIT = Weighted([("fit", 82), ("weak", 12), ("unfit", 2), (None, 4)])
BANNED = Weighted([("none", 948), (None, 44), ("bad_habits", 5), ("neglected_duty", 2), ("violence", 1)])
CARE = Weighted([("agreement", 79), ("informal", 16), ("none", 2), ("institution", 1), ("agreement_ended", 2)])
AGREEMENT = Weighted([("running", 80), ("expiring", 8), ("expired", 6), ("draft", 6)])
EARLIER_CARER = 0.14
RATING = {
    "fit": Weighted([("good", 74), ("fair", 25), ("poor", 1)]),
    "weak": Weighted([("good", 8), ("fair", 74), ("poor", 18)]),
    "unfit": Weighted([("fair", 15), ("poor", 85)]),
    None: Weighted([("good", 45), ("fair", 45), ("poor", 10)]),
}


def look_after(rng: Random, numbers: NumberMaker, family: Family, child: Child, *, today: date) -> None:
    """Fill the child's chain of care up to today and what it says about the guardianship."""
    begin = _begin(child, today)
    if family.kind in {"one_away_home", "both_home", "unasked"}:
        if family.kind != "unasked":
            child.spells = [Spell(id=numbers.key(), kind="parents", from_on=begin)]
        return
    kind = CARE.pick(rng)
    carer, relation = _choose_carer(rng, family) if kind not in {"none", "institution"} else (None, None)
    if carer is None and kind != "institution":
        kind = "none"
    earlier = _earlier(rng, numbers, family, carer, begin, today)
    first_on = earlier[-1].until_on + timedelta(days=1) if earlier else begin
    spell = Spell(id=numbers.key(), kind=kind, from_on=first_on, carer=carer, relation=relation)
    if kind in {"agreement", "agreement_ended"}:
        _agree(rng, spell, today=today)
    if carer is not None:
        spell.fit, spell.banned = FIT.pick(rng), BANNED.pick(rng)
        spell.willing = known(rng, rng.random() < 0.97, 0.05)
    elif kind == "institution":
        spell.relation = "institution"
    child.spells = [*earlier, spell]
    if family.kind == "returned":
        _give_back(numbers, family, child)
    _rate(rng, child, child.spells[-1])


def _begin(child: Child, today: date) -> date:
    """The chain begins when the first parent left, or with the file."""
    days = [parent.away_since for parent in (child.father, child.mother) if parent and parent.away_since]
    born_on = child.person.born_on or child.opened_on
    return max(born_on, min([*days, child.opened_on, today - timedelta(days=1)]))


def _choose_carer(rng: Random, family: Family) -> tuple[Person | None, str | None]:
    """A grandparent who lives, else another relative."""
    living = [person for _, person in family.elders if person.alive]
    if living and rng.random() < 0.96:
        return living[0 if rng.random() < 0.55 else -1], "grandparent"
    if family.others:
        return family.others[0], "relative" if rng.random() < 0.85 else "friend"
    return (living[0], "grandparent") if living else (None, None)


def _earlier(
    rng: Random, numbers: NumberMaker, family: Family, carer: Person | None, begin: date, today: date
) -> list[Spell]:
    """Sometimes somebody else looked after the child before."""
    others = [person for _, person in family.elders if person is not carer]
    span = (today - begin).days
    if not others or span < 400 or rng.random() > EARLIER_CARER:
        return []
    until = begin + timedelta(days=int(span * (0.3 + 0.5 * rng.random())))
    former = rng.choice(others)
    spell = Spell(
        id=numbers.key(), kind="informal", from_on=begin, until_on=until, carer=former, relation="grandparent"
    )
    spell.fit = "fit" if former.alive else "weak"
    return [spell]


def _agree(rng: Random, spell: Spell, *, today: date) -> None:
    """A year's agreement: running, about to end, over without a new one, or only drafted."""
    state = "ended" if spell.kind == "agreement_ended" else AGREEMENT.pick(rng)
    spans = {"running": (30, 330), "expiring": (336, 364), "expired": (367, 480), "draft": (0, 0), "ended": (380, 600)}
    low, high = spans[state]
    since = max(spell.from_on, today - timedelta(days=low + int(rng.random() * (high - low + 1))))
    spell.kind = "informal" if state in {"draft", "ended"} else "agreement"
    spell.agreement = {"draft": "draft", "ended": "ended"}.get(state, "signed")
    if state != "draft":
        spell.agreed_from, spell.agreed_until = since, add_years(since, 1) - timedelta(days=1)


def _give_back(numbers: NumberMaker, family: Family, child: Child) -> None:
    """The parents are home: their care follows on the carer's."""
    home = [p.home_since for p in (child.father, child.mother) if p and p.home_since]
    last = child.spells[-1]
    if home and max(home) > last.from_on:
        last.until_on = max(home) - timedelta(days=1)
        child.spells.append(Spell(id=numbers.key(), kind="parents", from_on=max(home)))


def _rate(rng: Random, child: Child, spell: Spell) -> None:
    """The official form's guardianship items, from the carer's ability."""
    rating = "poor" if spell.kind == "none" else RATING[spell.fit].pick(rng)
    child.facts["guardianship_rating"] = known(rng, rating, 0.07)
    kind = "good" if rating == "good" else "fair"
    if spell.kind == "none":
        kind = "unattended"
    elif spell.fit in {"weak", "unfit"}:
        kind = "carer_weak"
    child.facts["guardianship_kind"] = known(rng, kind, 0.06)


def sign_day(rng: Random, spell: Spell) -> date:
    """A few days before the agreement begins."""
    return some_day(rng, max(spell.from_on, spell.agreed_from - timedelta(days=6)), spell.agreed_from)
