"""Forms of the checks, surveys and entries around the ledger. Where a plan has a list, its words are offered."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import ActForm, DayField, SealedField, YesNoUnknownField
from shouwang.page.plan_lists import Items, ListedForm
from shouwang.page.words import in_words
from shouwang.registry.models.person import Incapable

PARENT = [("father", _("Father")), ("mother", _("Mother"))]


def number_field(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9_999_999, **options)


class CategorySet(ListedForm):
    """重点类别: those of the plan; what the facts show is ticked already."""

    from_lists = ("told",)
    categories = forms.MultipleChoiceField(
        label=_("Priority categories"), required=False, widget=forms.CheckboxSelectMultiple
    )
    told = forms.MultipleChoiceField(label=_("Who was told"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, lists: Mapping[str, Items], **options: Any) -> None:
        super().__init__(*args, lists=lists, **options)
        self.fields["categories"].choices = list(lists.get("categories", ()))
        if not self.fields["categories"].choices:
            self.fields["categories"].help_text = _("The plan names no categories; write the measure in the note.")


class IncapacityConfirmed(ActForm):
    """核实无监护能力: the ground, the paper that shows it, and when it is looked at again."""

    parent = forms.ChoiceField(label=_("Which parent"), choices=PARENT, widget=forms.RadioSelect)
    incapable = forms.ChoiceField(label=_("Ground"), choices=in_words(Incapable.choices))
    basis = SealedField(
        label=_("Paper"), max_length=300, help_text=_("Which paper of which office, with its number and day.")
    )
    review_on = DayField(label=_("To be looked at again on"), required=False)


class HouseholdRecorded(ActForm):
    head = forms.CharField(label=_("Head of the household"), max_length=72)
    members = number_field(_("People who live in the house"))
    conditions = SealedField(
        label=_("House, income, who works where"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Surveyed(ListedForm):
    """排查: looked, and found these children, or looked and found none."""

    from_lists = ("asked",)
    asked = forms.MultipleChoiceField(label=_("What was asked"), widget=forms.CheckboxSelectMultiple)
    households = number_field(_("Households visited"))
    children = number_field(_("Left-behind children found"), required=False)
    found_none = forms.BooleanField(label=_("Looked everywhere: there is no left-behind child"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("found_none") and given.get("children"):
            self.add_error("found_none", _("A number of children was entered as well. Keep one of the two."))
        if not given.get("found_none") and not given.get("children"):
            self.add_error("children", _("Enter how many were found, or tick that there is none."))
        return given


class SpotChecked(ActForm):
    villages = SealedField(label=_("Villages that were checked"), max_length=500)
    files = number_field(_("Files checked"))
    wrong = number_field(_("Files with errors"))
    findings = SealedField(
        label=_("What has to be put right"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("files") is not None and given.get("wrong") is not None and given["wrong"] > given["files"]:
            self.add_error("wrong", _("More than were checked."))
        return given


class SentForCheck(ListedForm):
    from_lists = ("sent_to",)
    sent_to = forms.MultipleChoiceField(label=_("Sent to"), widget=forms.CheckboxSelectMultiple)
    children = number_field(_("Children on the list"))


class Checked(ListedForm):
    """学籍核实 or 户籍核实 of one child."""

    from_lists = ("errors_found",)
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[
            ("agrees", _("Agrees with our register")),
            ("differs", _("Differs (write in the note what)")),
            ("not_found", _("Not in our register")),
        ],
        widget=forms.RadioSelect,
    )
    errors_found = forms.MultipleChoiceField(
        label=_("Kind of error"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("result") == "differs" and not given.get("note"):
            self.add_error("note", _("Write down what differs, without it nobody can put it right."))
        return given


class ChecksClosed(ActForm):
    doubled = number_field(_("Listed twice"), initial=0)
    missed = number_field(_("Missed"), initial=0)
    wrong = number_field(_("Listed wrongly"), initial=0)
    all_corrected = forms.BooleanField(label=_("All of them were put right in the ledger"))


class SchoolConfirmed(ActForm):
    """学校确认在校: also what the class teacher knows better than the village."""

    is_present = forms.TypedChoiceField(
        label=_("Does the child go to this school?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    class_name = forms.CharField(label=_("Class"), max_length=60, required=False)
    boarding = YesNoUnknownField(label=_("Boards at school"))


class SchoolSurveyed(ActForm):
    pupils = number_field(_("Left-behind pupils"))
    new = number_field(_("Of them not on the ledger yet"), initial=0)
    names = SealedField(
        label=_("Their names and villages"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("new") and not given.get("names"):
            self.add_error("names", _("Name them, so that the township can list them."))
        return given


class SchoolMarked(ActForm):
    mark = forms.CharField(label=_("Mark in the pupils' register"), max_length=60, initial="留守儿童")


class ChangeNoted(ListedForm):
    from_lists = ("kinds",)
    kinds = forms.MultipleChoiceField(label=_("What changed"), required=False, widget=forms.CheckboxSelectMultiple)
    what = SealedField(label=_("What is different now"), max_length=500)


class SystemEntered(ActForm):
    number = forms.CharField(label=_("Number in the ministry's system"), max_length=60, required=False)


class BaseChecked(ActForm):
    agrees = number_field(_("Children whose data agree"))
    differs = number_field(_("Children whose data differ"), initial=0)


class WorkersReported(ActForm):
    employers = number_field(_("Employers asked"))
    workers = number_field(_("Migrant workers"))
    with_children = number_field(_("Workers whose children came along"))
    left_behind = number_field(_("Workers whose children stayed at home"))


class Served(ActForm):
    service = SealedField(label=_("What was done for the child"), max_length=300)
    helper = forms.CharField(label=_("By whom"), max_length=100)
