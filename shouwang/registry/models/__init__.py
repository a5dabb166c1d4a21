"""Files, people, households, kin, care and what proves it."""

from shouwang.registry.models.attachment import Attachment
from shouwang.registry.models.care import CareSpell
from shouwang.registry.models.case import Case
from shouwang.registry.models.case_part import CasePart, CaseReader, CaseTask
from shouwang.registry.models.child import Child
from shouwang.registry.models.file import File, FileKind, Merge
from shouwang.registry.models.name_gram import NameGram
from shouwang.registry.models.person import Kin, Membership, Person
from shouwang.registry.models.questionnaire import Questionnaire

__all__ = [
    "Attachment",
    "CareSpell",
    "Case",
    "CasePart",
    "CaseReader",
    "CaseTask",
    "Child",
    "File",
    "FileKind",
    "Kin",
    "Membership",
    "Merge",
    "NameGram",
    "Person",
    "Questionnaire",
]
