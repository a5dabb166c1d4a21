"""Forms as the pages draw them, and the form that every act starts from."""

from datetime import date, datetime, time
from functools import cache
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from shouwang.access.sealing import SealedText
from shouwang.registry.media import MAX_BYTES, TooLarge, UnknownMedia, media_type_of


class PageRenderer(TemplatesSetting):
    """Every form is drawn with Tabler's fields; set in settings.FORM_RENDERER."""

    form_template_name = "page/form.html"
    field_template_name = "page/field.html"


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar; typed as 2026-11-22, 2026.11.22, 20261122 or 2026年11月22日."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"]
        super().__init__(input_formats=formats, **options)


class YesNoUnknownField(forms.TypedChoiceField):
    """Yes, no, or not collected: an answer that nobody has given is never «no»."""

    def __init__(self, **options: Any) -> None:
        choices = [("", _("Not collected")), ("yes", _("Yes")), ("no", _("No"))]
        options.setdefault("required", False)
        super().__init__(choices=choices, coerce=lambda value: value == "yes", empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


class SealedField(forms.CharField):
    """Free text about a person: what is typed here is encrypted wherever it is kept."""

    veil = ""

    def clean(self, value: Any) -> SealedText:
        return SealedText(super().clean(value), veil=self.veil)


def words_field(label: Any, *, length: int = 200, required: bool = True) -> forms.CharField:
    """One line: a name, a number, a place; from 300 characters on it is free text and sealed."""
    kind = SealedField if length >= 300 else forms.CharField
    return kind(label=label, max_length=length, required=required)


def long_field(label: Any, *, required: bool = True) -> SealedField:
    """Some lines of free text, sealed."""
    return SealedField(label=label, max_length=2000, required=required, widget=forms.Textarea(attrs={"rows": 3}))


class PhoneField(SealedField):
    """A phone number, masked on the screen until it is unveiled with a reason."""

    veil = "phone"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 17, **options})


class CitizenIDField(SealedField):
    """The number of an identity card, masked."""

    veil = "citizen_id"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 18, **options})


class AddressField(SealedField):
    """Where somebody can be found: house and street, masked."""

    veil = "address"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, **options})


class ProofField(forms.FileField):
    """A photo, a scan or a voice recording; judged by its content, not by its name."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf,audio/*"})

    def clean(self, upload: Any, initial: Any = None) -> Any:
        upload = super().clean(upload, initial)
        if not upload:
            return None
        try:
            if upload.size > MAX_BYTES:
                raise TooLarge(upload.size)
            media_type_of(upload.read(64))
        except TooLarge as refusal:
            most = MAX_BYTES // 2**20
            raise forms.ValidationError(
                _("Larger than %(most)d MB. Send a smaller picture.") % {"most": most}
            ) from refusal
        except UnknownMedia as refusal:
            words = _("This is neither a photo (JPEG, PNG, WebP), a PDF nor a voice recording. Send one of these.")
            raise forms.ValidationError(words) from refusal
        upload.seek(0)
        return upload


class ActForm(forms.Form):
    """What every act asks: on which day it was done, a note, and what proves it.

    A form of a mechanism derives from it and adds its own fields; `on`, `note` and `proof` are shown last. It gets
    `today` and whatever the act's `form_arguments` give.
    """

    on = DayField(label=_("Done on"), help_text=_("Work entered later counts for the day on which it was done."))
    note = SealedField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    proof = ProofField(label=_("Photo, scan or recording"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)
        self.fields["on"].initial = self.fields["on"].initial or today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.order_fields(
            [name for name in self.fields if name not in ("on", "note", "proof")] + ["on", "note", "proof"]
        )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet. Enter the day on which it was done."))
        return on


class CaseActForm(ActForm):
    """What every act on a case asks besides: at which hour it was done. It carries what its reader has `seen` of the case.

    The operation gets both (`seen`, `at_time`) and hands them to `duties.operations.record_case_event`. Every act's form is
    made one of these on a case (`on_case`).
    """

    at_time = forms.TimeField(
        label=_("At what time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("The hour counts: how long the child waited is reckoned from it."),
    )
    seen = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    END = ("on", "at_time", "note", "proof")

    def __init__(self, *args: Any, moment: datetime, seen: str, **options: Any) -> None:
        self.moment = moment
        super().__init__(*args, **options)
        self.fields["at_time"].initial, self.fields["seen"].initial = moment.time(), seen
        self.order_fields([name for name in self.fields if name not in self.END] + list(self.END))

    def clean_seen(self) -> str | None:
        return self.cleaned_data["seen"] or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        done: time | None = cleaned.get("at_time")
        if done and cleaned.get("on") == self.today and done > self.moment.time():
            self.add_error("at_time", _("This hour has not come yet. Enter the hour at which it was done."))
        return cleaned

    def see(self, sign: str) -> None:
        """The reader has now been told of everything up to `sign`: what was filled in stays, and can be sent again."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = sign


@cache
def on_case(form: type[ActForm]) -> type[ActForm]:
    """The form as it is filled on a case."""
    if issubclass(form, CaseActForm):
        return form
    return CaseActForm if form is ActForm else type(form.__name__, (form, CaseActForm), {"__doc__": form.__doc__})
