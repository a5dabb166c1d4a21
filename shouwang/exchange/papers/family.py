"""A child and its family as the texts of a paper form: 李小红, 2016年5月1日, 210123********0012.

Papers are Chinese whatever language the screen has. What was not collected is an empty place to write in.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from shouwang.page.masking import mask_citizen_id, mask_phone, mask_text
from shouwang.registry.models import CareSpell, Child, File, Kin, Person

SEXES = {"male": "男", "female": "女"}
GRANDPARENTS = {
    "61": "paternal_grandfather",
    "62": "paternal_grandmother",
    "63": "maternal_grandfather",
    "64": "maternal_grandmother",
}
Veil = Callable[[str, str | None], str]
"""(kind of number, value) -> what is printed of it."""


def veiled(kind: str, value: str | None) -> str:
    """Numbers with their middle hidden, an address with its beginning only."""
    masks = {"citizen_id": mask_citizen_id, "phone": mask_phone, "address": mask_text}
    return masks[kind](value) if value else ""


def unveiled(kind: str, value: str | None) -> str:
    return value or ""


def day_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def tick_words(answer: bool | None) -> str:
    """是, 否, or nothing where nobody has asked."""
    return "" if answer is None else "是" if answer else "否"


def place_words(file: File) -> str:
    """康平县张强镇北台村."""
    return "".join(str(part) for part in (file.county, file.township, file.village) if part)


def family_texts(*, file: File, veil: Veil) -> dict[str, str]:
    """`child.* father.* mother.* carer.*` and the four grandparents; a form takes those that it has a place for."""
    child = Child.objects.select_related("father", "mother").get(pk=file.pk)
    texts = {"place": place_words(file), "number": file.number} | _person("child", file.person, veil)
    texts |= _person("father", child.father, veil) | _person("mother", child.mother, veil)
    texts["child.school"] = " ".join(
        part for part in (child.school_name or str(file.school or ""), child.class_name) if part
    )
    care = CareSpell.objects.filter(county_id=file.county_id, file=file, until_on__isnull=True).select_related("carer")
    spell = care.first()
    if spell is not None:
        texts |= _person("carer", spell.carer, veil) | {"carer.relation": spell.get_relation_display() or ""}
    relatives = Kin.objects.filter(county_id=file.county_id, child=file.person, relation__in=GRANDPARENTS)
    for kin in relatives.select_related("person"):
        texts |= _person(GRANDPARENTS[kin.relation], kin.person, veil)
    return texts


def _person(subject: str, person: Person | None, veil: Veil) -> dict[str, str]:
    if person is None:
        return {}
    plain: dict[str, Any] = {
        "name": person.name,
        "sex": SEXES.get(person.sex or "", ""),
        "born_on": day_words(person.born_on),
        "citizen_id": veil("citizen_id", person.citizen_id),
        "phone": veil("phone", person.phone),
        "address": veil("address", person.address),
        "work_place": person.work_place or "",
        "away": tick_words(person.away),
        "away_since": day_words(person.away_since),
    }
    return {f"{subject}.{field}": text for field, text in plain.items()}
