"""The form in which a county chooses a figure that the text leaves open; its field fits what the rules read."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import DayField
from shouwang.page.law_words import say_figure
from shouwang.policy.duration import parse_duration
from shouwang.policy.pack import Pack
from shouwang.policy.period import PERIODS
from shouwang.policy.uses import Use, list_uses, refuse_choice

UNITS = [
    ("day", _("days")), ("working day", _("working days")), ("week", _("weeks")), ("month", _("months")),
    ("quarter", _("quarters")), ("half_year", _("half years")), ("year", _("years")), ("hour", _("hours")),
]  # fmt: skip
ORDER = ("period", "count", "unit", "value", "from_on", "reason")


class Figure(forms.Form):
    """`value` of the right kind: a rhythm, a length of time, a number, a day, one or several words of a list."""

    from_on = DayField(label=_("In force from"))
    reason = forms.CharField(label=_("Why (document, meeting)"), min_length=2, max_length=300)

    def __init__(self, *args: Any, pack: Pack, key: str, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pack, self.key = pack, key
        self.use = list_uses(pack).get(key, Use("text"))
        self.fields["from_on"].initial = today
        self.fields |= self._list_fields(pack.parameters[key].suggest)
        self.order_fields(ORDER)

    def _list_fields(self, suggested: Any) -> dict[str, forms.Field]:
        if self.use.kind in ("rhythm", "span"):
            return self._list_time_fields(suggested)
        return {"value": self._value_field(suggested)}

    def _value_field(self, suggested: Any) -> forms.Field:
        label = _("Figure")
        if self.use.values:
            choices = [(str(one), self._say(one)) for one in self.use.values]
            if self.use.kind == "choices":
                widget, chosen = forms.CheckboxSelectMultiple, [str(one) for one in suggested or ()]
                return forms.MultipleChoiceField(label=label, choices=choices, widget=widget, initial=chosen)
            return forms.ChoiceField(label=label, choices=choices, initial=str(suggested))
        if self.use.kind == "number":
            return forms.IntegerField(label=label, min_value=0, initial=suggested)
        if self.use.kind == "date":
            return DayField(label=label, initial=suggested)
        return forms.CharField(label=label, max_length=200, initial=suggested)

    def _say(self, value: Any) -> str:
        options = self.pack.parameters[self.key].options
        return str(options[value]) if isinstance(options, dict) and value in options else say_figure(value)

    def _list_time_fields(self, suggested: Any) -> dict[str, forms.Field]:
        """A calendar rhythm, or so many of a unit."""
        is_rhythm = self.use.kind == "rhythm"
        length = parse_duration(suggested) if suggested and suggested not in PERIODS else None
        fields: dict[str, forms.Field] = {}
        if is_rhythm:
            choices = [("", _("by length of time, below")), *((one, say_figure(one)) for one in PERIODS)]
            initial = suggested if suggested in PERIODS else ""
            fields["period"] = forms.ChoiceField(label=_("Rhythm"), choices=choices, required=False, initial=initial)
        fields["count"] = forms.IntegerField(
            label=_("How many"), min_value=1, max_value=9999, required=not is_rhythm, initial=length and length.count
        )
        unit = length.unit if length else "day"
        fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=UNITS, required=not is_rhythm, initial=unit)
        return fields

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.use.kind in ("rhythm", "span"):
            given["value"] = given.get("period") or _as_span(given)
        elif self.use.values:
            given["value"] = self._as_values(given.get("value"))
        if not self.errors:
            refusal = refuse_choice(self.pack, self.key, given["value"])
            if refusal:
                self.add_error(None, refusal)
        given["value"] = given["value"].isoformat() if isinstance(given.get("value"), date) else given.get("value")
        return given

    def _as_values(self, chosen: Any) -> Any:
        """What was ticked, as the pack writes it: true, 3, word."""
        by_text = {str(one): one for one in self.use.values}
        return [by_text[one] for one in chosen or ()] if self.use.kind == "choices" else by_text.get(str(chosen))


def _as_span(given: dict[str, Any]) -> str:
    if not given.get("count") or not given.get("unit"):
        return ""
    return f"{given['count']} {given['unit']}{'s' if given['count'] > 1 else ''}"
