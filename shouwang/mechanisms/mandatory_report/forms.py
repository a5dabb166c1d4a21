"""What a report asks: little, and nothing of it must be answered. And the acts of those who handle reports."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.mandatory_report.models import CITIZEN, GRAVITY, HARM, SEX
from shouwang.page.forms import ActForm, CaseActForm, DayField, PhoneField, SealedField
from shouwang.page.words import in_words

LONGEST_NAME, LONGEST_TEXT = 72, 4000
TEXT = forms.CharField
_EMPTY = ("", "—")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Suggested(forms.TextInput):
    """A line to write in, with suggestions that need no script."""

    template_name = "mandatory_report/suggested.html"

    def __init__(self, suggestions: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"list_{name}"
        return context | {"list_id": f"list_{name}", "suggestions": self.suggestions}


class FilesField(forms.FileField):
    """Several files; which of them can be kept is found out when they are attached, so none holds the report up."""

    def __init__(self, *, accept: str, **options: Any) -> None:
        super().__init__(required=False, widget=ManyFiles(attrs={"accept": accept, "data-report-files": ""}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [one for one in data if one] if isinstance(data, list | tuple) else [data] if data else []


def _choice(label: Any, choices: Sequence[tuple[str, Any]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[_EMPTY, *choices], required=False, **options)


def _long(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=area, **options)


def _short(label: Any, longest: int = LONGEST_NAME, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, **options)


class Report(forms.Form):
    """A report. `circumstances` are the plans' items, `content` what the plans want it to say."""

    circumstances = forms.MultipleChoiceField(
        label=_("What happens (suspected is enough; several may be ticked)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    course = _long(
        _("What did you see or hear?"), help_text=_("A few words are enough. Do not write here who you are.")
    )
    harm = _choice(_("Kind of harm"), in_words(HARM))
    gravity = _choice(_("How grave"), in_words(GRAVITY))
    place = _short(
        _("Where"),
        200,
        help_text=_("Village or township, or any words: a shop, a road, a school. Leave it empty if you do not know."),
    )
    child_name = _short(_("Name of the child, if you know it"))
    child_age = forms.IntegerField(label=_("Age, roughly"), required=False, min_value=0, max_value=17)
    child_sex = _choice(_("Sex"), in_words(SEX))
    looks = _long(
        _("What the child looks like and wears"),
        2,
        help_text=_("If the child is missing: when and where it was last seen."),
    )
    since = _short(_("Since when, roughly"), 100)
    found_on = DayField(label=_("Noticed on"), required=False)
    found_at = forms.TimeField(
        label=_("At about"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    kind = _choice(_("You report as"), ())
    unit = _short(_("Name of your unit"), 100)
    name = _short(_("Your name"))
    phone = _short(_("Your phone"), 40, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
    wants_protection = forms.BooleanField(label=_("I am afraid of revenge and ask for protection"), required=False)
    photos = FilesField(label=_("Photos"), accept="image/jpeg,image/png,image/webp")
    voice = FilesField(label=_("Voice recording"), accept="audio/*")

    ABOUT_THE_REPORTER = ("kind", "unit", "name", "phone", "wants_protection")

    def __init__(
        self,
        *args: Any,
        circumstances: Sequence[Any],
        kinds: Sequence[Any],
        content: set[str],
        places: Sequence[str] = (),
        hidden: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["place"].widget = Suggested(places, attrs={"maxlength": 200})
        for name in hidden:
            del self.fields[name]
        self.fields["circumstances"].choices = [(item.key, item.name) for item in circumstances]
        if "kind" in self.fields:
            self.fields["kind"].choices = [(CITIZEN, _("A citizen")), *((item.key, item.name) for item in kinds)]
        for asked, word in (("harm", "kind"), ("gravity", "gravity")):
            if content and word not in content:
                del self.fields[asked]
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.widget.attrs.setdefault("autocomplete", "off")

    def _clean_fields(self) -> None:
        """An answer that cannot be understood (an age of 200, a day that is none) stays empty and holds nothing up; a
        text beyond its bound is cut."""
        super()._clean_fields()
        for name in list(self.errors):
            field, given = self.fields[name], self.data.get(self.add_prefix(name), "")
            self.cleaned_data[name] = str(given)[: field.max_length] if isinstance(field, TEXT) else field.clean("")
            del self.errors[name]

    def clean(self) -> dict[str, Any]:
        """Something has to be said: a circumstance, a word, a place, or a picture."""
        given = super().clean() or {}
        said = ("circumstances", "course", "place", "child_name", "looks", "photos", "voice")
        if not any(given.get(key) for key in said):
            raise forms.ValidationError(_("Tick what happens, or write one line: then it can be sent."))
        return given


class ReceiptCode(forms.Form):
    code = forms.CharField(
        label=_("Receipt code"),
        max_length=64,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Unveil(forms.Form):
    reason = forms.CharField(
        label=_("Why the reporter has to be known"),
        min_length=4,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Answered(CaseActForm):
    answer = SealedField(
        label=_("Answer, as the reporter reads it with the receipt code"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was done, in neutral words: no names, nothing about who reported."),
    )


class Protected(CaseActForm):
    threat = SealedField(label=_("What threatens"), max_length=500, required=False)
    measure = SealedField(
        label=_("What is done for protection"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MissedFound(CaseActForm):
    """One unit at a time: the duty to account for it is that unit's."""

    unit = forms.CharField(label=_("Unit that saw the sign"), max_length=100)
    sign = SealedField(label=_("What it saw, and when"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    finding = forms.ChoiceField(
        label=_("Should it have reported?"),
        choices=[("missed", _("Yes, and no report is on record")), ("excused", _("No, or nothing is held against it"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, units: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget = Suggested(units)


class StaffTold(ActForm):
    told = forms.IntegerField(label=_("How many were told"), min_value=1, max_value=99999)
    of = forms.IntegerField(label=_("Out of how many on the staff"), min_value=1, max_value=99999, required=False)
    how = forms.ChoiceField(
        label=_("How"),
        choices=[("training", _("Training")), ("signed", _("Notice signed for")), ("meeting", _("Meeting"))],
        widget=forms.RadioSelect,
    )


class ResponsibleNamed(ActForm):
    person = forms.CharField(label=_("Person responsible for reporting"), max_length=LONGEST_NAME)
    phone = PhoneField(label=_("Phone"), required=False)


class Guided(ActForm):
    whom = forms.CharField(label=_("Who was guided"), max_length=200)
    content = SealedField(
        label=_("What was said or looked at"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Volunteered(ActForm):
    many = forms.IntegerField(label=_("How many reports were made of their own will"), min_value=1, max_value=9999)


class Rewarded(ActForm):
    """No name here: the receipt code identifies, and it is not written down."""

    what = forms.ChoiceField(
        label=_("What"), choices=[("praise", _("Praise")), ("reward", _("Reward"))], widget=forms.RadioSelect
    )
    many = forms.IntegerField(label=_("How many reporters"), min_value=1, max_value=9999, initial=1)
    amount = forms.DecimalField(label=_("Amount (yuan)"), required=False, min_value=0, max_digits=9, decimal_places=2)
