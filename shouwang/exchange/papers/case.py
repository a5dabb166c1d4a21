"""A case as the texts of a paper: its number, place and circumstances; the child and its family once they are known.

There is no key for whoever reported, and no paper has a place for it.
"""

from datetime import date

from shouwang.exchange.papers.family import Veil, day_words, family_texts, place_words
from shouwang.policy.vocabulary import vocabulary
from shouwang.registry.models import Case, File
from shouwang.registry.models.case import CIRCUMSTANCES
from shouwang.registry.queries import get_child_file

WHOM = {"father": ("father",), "mother": ("mother",), "both": ("father", "mother"), "carer": ("carer",), "other": ()}
TITLES = {"father": "父亲", "mother": "母亲", "carer": "受托照护人"}


def case_texts(*, file: File, veil: Veil, today: date) -> dict[str, str]:
    """`number place circumstances reported_on today`, and `child.* father.* mother.* carer.*` when it is known whose case it is."""
    case = Case.objects.get(county_id=file.county_id, pk=file.pk)
    child_file = get_child_file(case=file)
    texts = family_texts(file=child_file, veil=veil) if child_file else {}
    here = place_words(file) if file.village or file.township else texts.get("place") or place_words(file)
    return texts | {
        "number": file.number,
        "place": here,
        "circumstances": circumstance_words(case),
        "reported_on": day_words(case.reported_on),
        "today": day_words(today),
    }


def circumstance_words(case: Case) -> str:
    """单独居住生活、疑似遭受家庭暴力: those that were found to be so."""
    facts = vocabulary().facts
    return "、".join(facts[f"case.{name}"].name for name in CIRCUMSTANCES if getattr(case, name))


def whom_words(texts: dict[str, str], whom: str) -> str:
    """父亲李建国、母亲王芳: who a step concerns, by name as far as the names are known. Empty for somebody else."""
    return "、".join(f"{TITLES[who]}{texts.get(f'{who}.name', '')}" for who in WHOM.get(whom, ()))


def names_of(texts: dict[str, str], whom: str) -> str:
    """李建国、王芳."""
    return "、".join(name for who in WHOM.get(whom, ()) if (name := texts.get(f"{who}.name", "")))
