"""What acts on a case ask, and what the pages of tasks, hand-overs and sealed cases ask."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Office, User
from shouwang.mechanisms.cases.models import CLOSED_BECAUSE
from shouwang.page.forms import CaseActForm, DayField, SealedField
from shouwang.page.words import in_words

LONG = forms.Textarea(attrs={"rows": 3})
FINDING = [("well", _("Safe and well")), ("watch", _("Needs to be watched")), ("worse", _("In need again: reopen"))]
CONDITION = [("unhurt", _("Unhurt")), ("hurt", _("Hurt")), ("ill", _("Ill")), ("distressed", _("Distressed"))]


def refuse_elsewhere(form: forms.Form, office_field: str, person_field: str) -> None:
    """Whoever is named in person works in the office that is named."""
    office, person = form.cleaned_data.get(office_field), form.cleaned_data.get(person_field)
    if office and person and not person.posts.filter(office=office).exists():
        form.add_error(person_field, _("This person holds no post in that office."))


class OfficeAsked(CaseActForm):
    """An office out of those that can be asked where the case lies."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none())

    def __init__(self, *args: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].queryset = offices


class TaskGiven(OfficeAsked):
    what = SealedField(
        label=_("What to do"),
        max_length=500,
        widget=LONG,
        help_text=_("The office reads this and nothing else of the case: write what to do, never why."),
    )
    due_on = DayField(label=_("Until when"), required=False)
    names_child = forms.BooleanField(label=_("Tell the office which child it is about"), required=False)


class HandedOver(OfficeAsked):
    person = forms.ModelChoiceField(
        label=_("To whom in person"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Empty: whoever of the office answers first."),
    )
    reason = SealedField(label=_("Reason of the hand-over"), max_length=500, widget=LONG)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_elsewhere(self, "office", "person")
        return cleaned


class ChildSeen(CaseActForm):
    where = SealedField(label=_("Where the child was seen"), max_length=100)
    condition = forms.ChoiceField(label=_("How the child is"), choices=CONDITION, widget=forms.RadioSelect)


class Closed(CaseActForm):
    because = forms.ChoiceField(label=_("Why it is closed"), choices=in_words(CLOSED_BECAUSE), widget=forms.RadioSelect)


class LookedBack(CaseActForm):
    is_child_seen = forms.TypedChoiceField(
        label=_("Did you see the child yourself?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    finding = forms.ChoiceField(label=_("How the child does"), choices=FINDING, widget=forms.RadioSelect)


class Reasoned(CaseActForm):
    reason = SealedField(label=_("Reason"), max_length=500, widget=LONG)


class Sealed(Reasoned):
    people = forms.ModelMultipleChoiceField(
        label=_("Open to"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Besides yourself. Nobody sees more than without the seal."),
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people


class Answer(forms.Form):
    """A task is done, or returned."""

    state = forms.ChoiceField(
        label=_("Answer"), choices=[("done", _("Done")), ("returned", _("Cannot be done"))], widget=forms.RadioSelect
    )
    answer = SealedField(label=_("What was done, or why it cannot be"), max_length=1000, widget=LONG)


class SeenForm(forms.Form):
    """A page of a case's own that changes it: it carries what its reader has seen of the case, as every act's form does."""

    seen = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seen"].initial = seen

    def clean_seen(self) -> str | None:
        return self.cleaned_data["seen"] or None

    def see(self, sign: str) -> None:
        """The reader has now been told of everything up to `sign`; what was filled in stays."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = sign


class Declined(SeenForm):
    reason = SealedField(label=_("Why it is declined"), max_length=500, widget=LONG)
    next_office = forms.ModelChoiceField(label=_("Who should hold it instead"), queryset=Office.objects.none())
    next_person = forms.ModelChoiceField(
        label=_("To whom in person"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Empty: whoever of the office answers first."),
    )

    def __init__(self, *args: Any, offices: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["next_office"].queryset, self.fields["next_person"].queryset = offices, people

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_elsewhere(self, "next_office", "next_person")
        return cleaned


class Glass(forms.Form):
    number = forms.CharField(label=_("Number of the case"), max_length=40)
    reason = SealedField(label=_("Why it has to be seen now"), min_length=6, max_length=500, widget=LONG)


class WhoseCase(forms.Form):
    """What is known of the child: looked for among the files of the county."""

    name = forms.CharField(label=_("Name of the child"), max_length=72)
    born_on = DayField(label=_("Day of birth"), required=False)
    citizen_id = forms.CharField(label=_("Citizen ID"), max_length=18, required=False)


class ThisChild(SeenForm):
    child_file = forms.UUIDField()


class Joining(SeenForm):
    other = forms.ModelChoiceField(label=_("The other case"), queryset=None)
    reason = SealedField(label=_("Why both are about one child"), max_length=500, widget=LONG)

    def __init__(self, *args: Any, others: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].queryset = others


class Unveil(forms.Form):
    """Which number or address of the story, and why."""

    field = forms.RegexField(r"^(event|kept)\.[0-9a-f-]{36}\.[a-z_0-9]{1,40}$")
    reason = forms.CharField(min_length=4, max_length=200)


def day_in(asked: Any, key: str) -> date | None:
    """A day of the URL, when it is one."""
    try:
        return date.fromisoformat(asked.get(key, ""))
    except ValueError:
        return None
