"""The synthetic county: repeatable, whole, believable, and impossible to take for real people."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest

from shouwang.access.divisions import read_places, shorten
from shouwang.registry import citizen_id
from shouwang.registry.citizen_id import CitizenId
from shouwang.registry.likeness import Record, find_alike
from shouwang.web.demo.families import Setting, generate_families
from shouwang.web.demo.people import Village
from shouwang.web.demo.places import PLACES

TODAY = date(2026, 11, 22)


def villages_of(code):
    divisions = {division.code: division for division in read_places(under=code)}
    return [
        Village(number, shorten(division.name), int(division.parent_code), divisions[division.parent_code].name)
        for number, division in enumerate(divisions.values())
        if division.level == 5
    ]


def make(code="210123", children=1500, seed=1):
    setting = Setting(PLACES[code], TODAY, children, seed)
    return list(generate_families(setting, villages_of(code)))


@pytest.fixture(scope="module")
def families():
    return make(children=4000)


@pytest.fixture(scope="module")
def children(families):
    return [child for family in families for child in family.children]


def share(part, whole):
    return len(list(part)) / len(list(whole))


@pytest.mark.parametrize("code", list(PLACES))
def test_every_place_gives_exactly_as_many_children_as_were_asked_for(code):
    assert sum(len(family.children) for family in make(code, children=777)) == 777


def test_one_seed_gives_one_county():
    assert make(children=300) == make(children=300)
    assert make(children=300) != make(children=300, seed=2)


def test_families_come_one_by_one():
    setting = Setting(PLACES["210123"], TODAY, 1_000_000)
    assert len(list(islice(generate_families(setting, villages_of("210123")), 5))) == 5


def test_all_numbers_are_right_and_nobody_shares_one(families):
    people = [person for family in families for person in family.people() if person.citizen_id]
    answers = [citizen_id.parse(person.citizen_id, today=TODAY) for person in people]
    assert all(isinstance(answer, CitizenId) for answer in answers)
    assert all((a.born_on, a.sex) == (p.born_on, p.sex) for a, p in zip(answers, people, strict=True))
    assert not [answer for answer in answers if answer.warnings]
    assert len({person.citizen_id for person in people}) == len(people)


def test_numbers_and_phones_stay_clear_of_real_ones(families):
    people = [person for family in families for person in family.people()]
    assert all(int(person.citizen_id[14:17]) > 900 for person in people if person.citizen_id)
    assert all(person.phone.startswith("19900") for person in people if person.phone)


def test_keys_are_given_once(families):
    keys = [person.id for family in families for person in family.people()]
    keys += [child.id for family in families for child in family.children] + [family.id for family in families]
    assert len(set(keys)) == len(keys)


def test_the_prefix_is_that_of_the_year_of_registration():
    shou = [child.person for family in make("340422") for child in family.children if child.person.citizen_id]
    before = {person.citizen_id[:6] for person in shou if person.born_on.year <= 2015}
    after = {person.citizen_id[:6] for person in shou if person.born_on.year > 2015}
    assert (before, after) == ({"341521"}, {"340422"})


def test_ages_and_sexes_are_those_of_such_a_county(children):
    ages = [(TODAY - child.person.born_on).days / 365.25 for child in children]
    assert 0 < min(ages) < max(ages) < 18
    assert 0.50 < share((c for c in children if c.person.sex == "male"), children) < 0.59
    assert 0.15 < share((age for age in ages if age < 6), ages) < 0.32


def test_most_are_on_the_ledger_some_have_left_it_some_never_were(children):
    states = Counter("none" if "listed_on" not in c.facts else "on" if c.is_listed else "off" for c in children)
    assert 0.68 < states["on"] / len(children) < 0.86
    assert states["off"] > 0.05 * len(children)
    assert states["none"] > 0.05 * len(children)


def test_not_collected_is_an_answer_that_occurs(children):
    for fact in ("health", "boarding", "lives_alone", "guardianship_rating", "last_called_on", "family_hardship"):
        assert 0 < share((c for c in children if c.facts.get(fact) is None), children) < 0.35


def test_brothers_and_sisters_never_share_a_name(families):
    for family in families:
        assert len({child.person.name for child in family.children}) == len(family.children)


def test_there_are_twins_with_neighbouring_numbers(families):
    pairs = [
        pair
        for family in families
        for pair in pairwise(family.children)
        if pair[0].person.born_on == pair[1].person.born_on
    ]
    numbered = [pair for pair in pairs if all(child.person.citizen_id for child in pair)]
    assert len(numbered) > 3
    assert all(abs(int(a.person.citizen_id[14:17]) - int(b.person.citizen_id[14:17])) <= 6 for a, b in numbered)


def test_families_that_married_again_have_children_of_two_mothers(families):
    assert any(len({id(child.mother) for child in family.children}) == 2 for family in families)


def test_names_of_minorities_and_rare_characters_occur(children, families):
    assert any("·" in child.person.name for child in [c for f in make("500235", 4000) for c in f.children])
    assert any(ord(character) > 0xFFFF for child in children for character in child.person.name)
    assert {person.ethnicity for family in families for person in family.people()} >= {"01", "02", "11"}


def test_the_chain_of_care_has_neither_gap_nor_overlap(children):
    for child in children:
        for former, later in pairwise(child.spells):
            assert former.until_on + timedelta(days=1) == later.from_on
        for spell in child.spells:
            assert spell.from_on <= (spell.until_on or TODAY)
            assert spell.kind in {"none", "parents", "institution"} or spell.carer is not None
        assert not child.spells or child.spells[-1].until_on is None


def test_nothing_is_done_before_the_file_was_opened_or_after_today(children):
    for child in children:
        assert child.person.born_on <= child.opened_on <= TODAY
        assert all(child.opened_on <= deed.on <= TODAY for deed in child.deeds)


def test_the_quarter_is_done_late_and_open_in_plausible_shares(children):
    listed = [child for child in children if child.is_listed and child.opened_on < date(2026, 6, 1)]
    last = [
        c
        for c in listed
        if any(d.what == "ledger.confirmed" and date(2026, 7, 1) <= d.on <= date(2026, 9, 30) for d in c.deeds)
    ]
    running = [c for c in listed if any(d.what == "ledger.confirmed" and d.on >= date(2026, 10, 1) for d in c.deeds)]
    assert 0.85 < share(last, listed) < 0.98
    assert 0.3 < share(running, listed) < 0.75


def test_no_two_of_them_are_certainly_the_same_person(families):
    records = [
        Record(
            name=child.person.name,
            born_on=child.person.born_on,
            sex=child.person.sex,
            citizen_id=child.person.citizen_id,
            village=family.village.id,
            township=family.village.township_id,
            father=family.father and family.father.name,
            mother=child.mother and child.mother.name,
        )
        for family in families[:600]
        for child in family.children
    ]
    alike = find_alike(records, records)
    others = [match for place, found in enumerate(alike) for other, match in found if other != place]
    assert not [match for match in others if match.is_certain]
    assert len(others) < 0.02 * len(records)
