"""Duty rows and what they are reckoned from."""

from shouwang.duties.models.calendar import Term, WorkingDay
from shouwang.duties.models.duty import Duty, Flip, Holding, Mark, Rung, Wake
from shouwang.duties.models.handover import HandOver, HandOverItem
from shouwang.duties.models.message import Message
from shouwang.duties.models.plan import Adoption, Choice

__all__ = [
    "Adoption", "Choice", "Duty", "Flip", "HandOver", "HandOverItem", "Holding", "Mark", "Message", "Rung", "Term", "Wake", "WorkingDay",
]  # fmt: skip
