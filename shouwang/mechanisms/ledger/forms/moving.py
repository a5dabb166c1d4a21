"""Answering a hand-over between counties: the receiver takes the child up or declines; outside, who took the slip."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Region
from shouwang.page.forms import ActForm, long_field, words_field
from shouwang.registry.alike import Alike

NEW = "new"


class Acknowledged(ActForm):
    """The county outside has the slip: who there says that it holds the child."""

    acknowledged_by = words_field(_("Who acknowledged: office, name and post"), length=200)
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            ("slip", _("The slip came back, signed")),
            ("letter", _("By official letter")),
            ("phone", _("By phone, on the office's published number")),
        ],
        widget=forms.RadioSelect,
    )


class Accepted(forms.Form):
    """Where the child lives now, and whether it has a file here already."""

    village = forms.ModelChoiceField(label=_("Village"), queryset=Region.objects.none())
    join = forms.ChoiceField(label=_("Has the child a file here already?"), widget=forms.RadioSelect, required=False)
    is_listed = forms.BooleanField(label=_("List on the ledger at once"), required=False, initial=True)

    def __init__(self, *args: Any, villages: Sequence[Region], alike: Sequence[Alike], **options: Any) -> None:
        self.alike = {str(one.file.pk): one.file for one in alike if one.is_readable}
        super().__init__(*args, **options)
        village = self.fields["village"]
        village.queryset = Region.objects.filter(pk__in=[one.pk for one in villages]).select_related("parent")
        village.label_from_instance = lambda region: f"{region.parent} {region}"
        if not self.alike:
            del self.fields["join"]
            return
        certain = any(one.match.is_certain for one in alike)
        files = [(key, f"{file.name} {file.number} {file.township} {file.village}") for key, file in self.alike.items()]
        another = [] if certain else [(NEW, _("No: I compared them, this is another child"))]
        self.fields["join"].choices = files + another
        self.fields["join"].required = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given | {"join": self.alike.get(given.get("join") or "")}


class Declined(forms.Form):
    reason = long_field(_("Why this county does not take the child up"))
