"""Which facts of a file stand in which table: the person's, the child's record, the case's record."""

from shouwang.registry.models import Case, Child

PARENT_FACTS = (
    "alive", "away", "away_since", "home_since", "work_place", "reachable", "incapable", "incapable_confirmed",
    "incapable_review_on",
)  # fmt: skip
PERSON_FIELDS = (
    "name", "sex", "ethnicity", "born_on", "citizen_id", "no_citizen_id_because", "birth_certificate", "phone", "address",
    "died_on", "incapable_basis", *PARENT_FACTS,
)  # fmt: skip
CHILD_FIELDS = tuple(
    field.name for field in Child._meta.concrete_fields if field.name not in {"file", "county", "father", "mother"}
)
CASE_FIELDS = tuple(
    field.name for field in Case._meta.concrete_fields if field.name not in {"file", "county", "child_file"}
)
AFTER_LEAVING = frozenset({"child.system_entered_on", "child.school_marked_on"})
