"""The columns and groups of the official summary in the language of whoever reads; the form itself is Chinese."""

from django.utils.translation import gettext, gettext_noop

COLUMNS = (
    gettext_noop("Children in all"),
    gettext_noop("0 to 5 years"),
    gettext_noop("0 to 5 years, boys"),
    gettext_noop("0 to 5 years, girls"),
    gettext_noop("6 to 13 years"),
    gettext_noop("6 to 13 years, boys"),
    gettext_noop("6 to 13 years, girls"),
    gettext_noop("14 to under 16 years"),
    gettext_noop("14 to under 16 years, boys"),
    gettext_noop("14 to under 16 years, girls"),
    gettext_noop("In kindergarten"),
    gettext_noop("Not in kindergarten"),
    gettext_noop("In primary school"),
    gettext_noop("In junior middle school"),
    gettext_noop("In senior middle school"),
    gettext_noop("In vocational school"),
    gettext_noop("Dropped out"),
    gettext_noop("Not at school"),
    gettext_noop("With a household registration"),
    gettext_noop("Without a household registration"),
    gettext_noop("Before school age"),
    gettext_noop("Senior stage"),
    gettext_noop("Dropped out or not at school"),
    gettext_noop("Compulsory school, boarding"),
    gettext_noop("Compulsory school, day pupil"),
    gettext_noop("Looked after by grandparents"),
    gettext_noop("Looked after by relatives or friends"),
    gettext_noop("One parent away, the other unable"),
    gettext_noop("Looked after by nobody"),
    gettext_noop("Guardianship good"),
    gettext_noop("Guardianship fair"),
    gettext_noop("Guardianship poor"),
)
GROUPS = {
    "age": gettext_noop("Age"),
    "schooling": gettext_noop("Kind of school"),
    "hukou": gettext_noop("Household registration"),
    "stage": gettext_noop("Boarding"),
    "guardianship": gettext_noop("Who really looks after the child"),
    "rating": gettext_noop("Rating of the guardianship"),
}


def column_words(number: int) -> str:
    """The title of column 1 to 32."""
    return gettext(COLUMNS[number - 1])


def group_words(key: str) -> str:
    return gettext(GROUPS[key])
