"""What can be wrong with an identity number, said so that the one at the keyboard can put it right."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("The number is missing. If the person has none yet, choose the reason."),
    "digits_lost": _(
        "The spreadsheet stored this number as a figure and lost its last digits. "
        "Format the column as text and type the number again from the document."
    ),
    "characters": _("The number contains “%(found)s”. Only digits and a final X can stand in it."),
    "length": _("The number has %(length)s digits; it must have 18 (old cards: 15). Compare it with the document."),
    "province": _("No province has the code %(prefix)s with which the number begins. Compare it with the document."),
    "birth": _("%(found)s, the birth date inside the number, is not a possible date. Compare it with the document."),
    "check": _("The last character does not fit the others: at least one is mistyped. Compare it with the document."),
    "prefix_unknown": _("The county code with which the number begins is in no list. Compare it with the document."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a number: its code (see SENTENCES) and the details of the sentence."""

    code: str
    details: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.details
