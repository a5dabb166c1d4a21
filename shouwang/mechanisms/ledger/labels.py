"""The facts of a child's file that a person writes, with their labels, in the groups in which forms show them."""

from django.utils.translation import gettext_lazy as _

CHILD = {
    "child.name": _("Name"),
    "child.sex": _("Sex"),
    "child.born_on": _("Born on"),
    "child.ethnicity": _("Ethnicity"),
    "child.citizen_id": _("Citizen ID"),
    "child.no_citizen_id_because": _("Why there is no citizen ID yet"),
    "child.birth_certificate": _("Birth certificate number"),
    "child.phone": _("Phone"),
    "child.address": _("Address"),
    "child.hukou_registered": _("Household registration entered"),
    "child.hukou_kind": _("Kind of household registration"),
    "child.hukou_place": _("Place of household registration"),
}
LIFE = {
    "child.schooling": _("Schooling"),
    "child.school_name": _("School"),
    "child.class_name": _("Class"),
    "child.boarding": _("Boards at school"),
    "child.health": _("Health"),
    "child.disability_kind": _("Kind of disability"),
    "child.disability_grade": _("Grade of disability"),
    "child.illness": _("Illness"),
    "child.lives_alone": _("Lives alone"),
    "child.family_hardship": _("Family in hardship"),
    "child.without_support": _("Without support in fact"),
    "child.income": _("Income"),
    "child.relief": _("Relief"),
}
GUARDIANSHIP = {
    "child.guardianship_kind": _("Kind of guardianship"),
    "child.guardianship_rating": _("Guardianship rating"),
    "child.care_form": _("Form of care"),
}
RURAL = {
    "child.rural": _("Rural household"),
    "child.has_land": _("The household has contracted land"),
    "child.has_homestead": _("The household has a homestead"),
    "child.village_member": _("Belongs to the village"),
    "child.low_income_area": _("Lives where rural minimum living aid applies"),
}
_PARENT = {
    "name": _("Name"),
    "born_on": _("Born on"),
    "citizen_id": _("Citizen ID"),
    "phone": _("Phone"),
    "alive": _("Alive"),
    "away": _("Away for work"),
    "away_since": _("Away since"),
    "home_since": _("Home since"),
    "work_place": _("Works in (province and city)"),
    "reachable": _("Can be reached"),
    "incapable": _("Unable to be guardian"),
}
FATHER = {f"father.{field}": label for field, label in _PARENT.items()}
MOTHER = {f"mother.{field}": label for field, label in _PARENT.items()}

GROUPS = (
    (_("The child"), CHILD),
    (_("School, health, home"), LIFE),
    (_("Guardianship"), GUARDIANSHIP),
    (_("What the definition asks"), RURAL),
    (_("Father"), FATHER),
    (_("Mother"), MOTHER),
)
LABELS = {key: label for _title, group in GROUPS for key, label in group.items()}

VEILED = frozenset(key for key in LABELS if key.partition(".")[2] in {"citizen_id", "phone", "address"})
"""Encrypted: forms never show them again, a list of changes never quotes them."""

_SELDOM = {"born_on", "citizen_id", "name"}
MOVING = (
    "child.schooling",
    "child.school_name",
    "child.class_name",
    "child.boarding",
    "child.health",
    "child.lives_alone",
    "child.family_hardship",
    "child.guardianship_rating",
    "child.address",
    *(key for key in (*FATHER, *MOTHER) if key.partition(".")[2] not in _SELDOM),
)
"""What may be different a quarter later; the other facts are changed on their own page."""

MORE = {
    "child.listed_on": _("Listed on"),
    "child.exited_on": _("Left on"),
    "child.exited_because": _("Why the child leaves the ledger"),
    "child.categories": _("Priority categories"),
    "child.supervisor_name": _("Person in charge"),
    "child.pledge_signed_on": _("Pledge signed on"),
    "child.school_marked_on": _("Marked in the pupils' register"),
    "child.system_entered_on": _("Entered in the ministry's system"),
    "father.incapable_confirmed": _("Incapacity to be guardian confirmed"),
    "mother.incapable_confirmed": _("Incapacity to be guardian confirmed"),
    "file.village_id": _("Village"),
    "file.school_id": _("School"),
}
"""Facts that acts of their own write; the version history names them too."""

SUBJECTS = {"father": _("Father"), "mother": _("Mother"), "child": ""}


def full_label(key: str) -> str:
    """父亲·外出务工."""
    subject = str(SUBJECTS[key.partition(".")[0]])
    label = str(LABELS.get(key, key))
    return f"{subject}·{label}" if subject else label
