"""What is wrong with a row of a roster beyond its cells, in words."""

from typing import Any

from django.utils.translation import gettext as _

from shouwang.exchange.problem import Problem


def words_of(code: str, details: dict[str, Any]) -> tuple[str, str] | None:
    """(what is wrong, what to do); None for a code that the exchange room knows."""
    sentences = {
        "village_unknown": (
            _("There is no village «%(village)s» in this county."),
            _("Write it as in the list of divisions. Near: %(near)s."),
        ),
        "village_several": (
            _("Several townships have a village «%(village)s»: %(townships)s."),
            _("Fill in the township."),
        ),
        "outside_scope": (
            _("«%(village)s» is outside your post's area."),
            _("Leave this row to the township or village that answers for it."),
        ),
        "doubled_in_file": (
            _("This child stands in row %(row)s of the same file."),
            _("Delete one of the two rows. Two children with one number: compare both documents."),
        ),
        "same_number_other_name": (
            _("The number belongs to %(name)s, who has a file already."),
            _("Compare the document; say at the screen whether it is the same child."),
        ),
        "perhaps_same": (_("Perhaps the same child as %(name)s: %(reasons)s."), _("Say at the screen whether it is.")),
    }
    found = sentences.get(code)
    return (found[0] % details, found[1] % details) if found else None


class RowProblem(Problem):
    """A problem with its words from here, or from the exchange room."""

    __slots__ = ()

    @property
    def message(self) -> str:
        found = words_of(self.code, self.details)
        return found[0] if found else Problem.message.fget(self)

    @property
    def advice(self) -> str:
        found = words_of(self.code, self.details)
        return found[1] if found else Problem.advice.fget(self)
