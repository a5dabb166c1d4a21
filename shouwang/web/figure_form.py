"""The form in which a county chooses a figure that the text leaves open; its field fits what the figure stands for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import DayField
from shouwang.policy.check import time_parameters
from shouwang.policy.duration import parse_duration
from shouwang.policy.pack import Pack
from shouwang.policy.period import PERIODS
from shouwang.web.law_words import say_figure

UNITS = [
    ("day", _("days")), ("working day", _("working days")), ("week", _("weeks")), ("month", _("months")),
    ("quarter", _("quarters")), ("half_year", _("half years")), ("year", _("years")), ("hour", _("hours")),
]  # fmt: skip


class Figure(forms.Form):
    """`value` of the right kind: a rhythm, a length of time, a whole number, yes or no, or words."""

    from_on = DayField(label=_("In force from"))
    reason = forms.CharField(label=_("Why (document, meeting)"), min_length=2, max_length=300)

    def __init__(self, *args: Any, pack: Pack, key: str, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["from_on"].initial = today
        self.use = time_parameters(pack).get(key) or type(pack.parameters[key].suggest).__name__
        for name, field in self._value_fields(pack.parameters[key].suggest).items():
            self.fields[name] = field
        self.order_fields(["period", "count", "unit", "value", "from_on", "reason"])

    def _value_fields(self, suggested: Any) -> dict[str, forms.Field]:
        if self.use in ("rhythm", "span"):
            return self._time_fields(suggested)
        if self.use == "bool":
            return {
                "value": forms.TypedChoiceField(
                    label=_("Figure"), choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda one: one == "yes"
                )
            }
        if self.use == "int":
            return {"value": forms.IntegerField(label=_("Figure"), min_value=0, initial=suggested)}
        hint = _("Several are separated by commas.") if self.use == "tuple" else ""
        shown = ", ".join(map(str, suggested)) if isinstance(suggested, tuple) else suggested
        return {"value": forms.CharField(label=_("Figure"), max_length=200, initial=shown, help_text=hint)}

    def _time_fields(self, suggested: Any) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        count, unit, period = None, "day", ""
        if suggested in PERIODS:
            period = suggested
        elif suggested:
            length = parse_duration(suggested)
            count, unit = length.count, length.unit
        if self.use == "rhythm":
            choices = [("", _("by length of time, below")), *((one, say_figure(one)) for one in PERIODS)]
            fields["period"] = forms.ChoiceField(label=_("Rhythm"), choices=choices, required=False, initial=period)
        required = self.use == "span"
        fields["count"] = forms.IntegerField(
            label=_("How many"), min_value=1, max_value=9999, required=required, initial=count
        )
        fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=UNITS, required=required, initial=unit)
        return fields

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.use in ("rhythm", "span"):
            if given.get("period"):
                given["value"] = given["period"]
            elif given.get("count") and given.get("unit"):
                given["value"] = f"{given['count']} {given['unit']}{'s' if given['count'] > 1 else ''}"
            else:
                self.add_error("count", _("Choose a rhythm, or a number and a unit."))
        elif self.use == "tuple" and given.get("value"):
            given["value"] = [one.strip() for one in given["value"].replace("，", ",").split(",") if one.strip()]
        return given
