"""What the pages of rosters ask."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Upload(forms.Form):
    file = forms.FileField(
        label=_("Roster (xlsx, xls or csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    is_listing = forms.BooleanField(
        label=_("List new children on the ledger at once, where the plan's conditions hold"),
        required=False,
        initial=True,
    )


class Decision(forms.Form):
    decision = forms.ChoiceField(
        choices=[("same", _("The same child")), ("new", _("Another child")), ("skip", _("Leave out"))]
    )
