"""What the steps of an emergency ask. Few fields: whoever fills them stands in front of a child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import ActForm, DayField, PhoneField, YesNoUnknownField, long_field, words_field
from shouwang.page.plan_lists import ListedForm
from shouwang.registry.models.case import CIRCUMSTANCES

PARENT = [("father", _("Father")), ("mother", _("Mother")), ("both", _("Both parents"))]
MEANS = [
    ("phone", _("By phone")),
    ("message", _("Text message or chat")),
    ("relative", _("Through relatives")),
    ("employer", _("Through the employer")),
    ("police_there", _("Through the police where they work")),
    ("door", _("At their door")),
    ("letter", _("By letter")),
]
REACHED = [
    ("reached", _("Reached")),
    ("no_answer", _("No answer")),
    ("wrong_number", _("Number wrong or off")),
    ("refused", _("Reached, but refuses")),
    ("lost", _("Lost again: was reached or back, cannot be reached any more")),
]
MEASURES = [
    ("separated", _("Child taken away from the danger")),
    ("escorted", _("Child escorted to a safe place")),
    ("evidence", _("Evidence taken")),
    ("doctor", _("Child brought to a doctor")),
    ("injury", _("Injuries to be assessed")),
    ("educated", _("Guardian educated")),
    ("filed", _("Case filed for investigation")),
    ("guarded", _("Somebody stays with the child")),
]
PIECES = [
    ("statement", _("Statement")),
    ("photo", _("Photo or video")),
    ("recording", _("Sound recording")),
    ("object", _("Object")),
    ("medical", _("Medical paper")),
    ("document", _("Other paper")),
]
GRADE = [
    ("none", _("No injury by the standard")),
    ("slight", _("Trifling injury")),
    ("light", _("Minor injury")),
    ("serious", _("Serious injury")),
    ("pending", _("Not decided yet")),
]
WITH = [
    ("father", _("Father")),
    ("mother", _("Mother")),
    ("carer", _("Another carer, named by the parents")),
    ("relative", _("Relative")),
    ("place", _("Temporary care")),
    ("hospital", _("Hospital")),
]
ORDER = [
    ("return", _("Return at once")),
    ("carer", _("Name another carer")),
    ("either", _("Return at once or name another carer")),
]
ELSEWHERE = [
    ("other_police", _("Police elsewhere")),
    ("civil_affairs", _("Civil affairs")),
    ("township", _("Township")),
    ("other", _("Another office")),
]


def _many(choices: list[tuple[str, Any]]) -> dict[str, Any]:
    return {"choices": choices, "required": False, "widget": forms.CheckboxSelectMultiple}


class Accepted(ListedForm):
    """受理: the number, and which of the plan's circumstances the police see."""

    keys_from_lists = ("circumstances",)
    number = words_field(_("Number of the call or of the acceptance"), length=40)
    circumstances = forms.MultipleChoiceField(
        label=_("What it is, as the police see it"),
        help_text=_("The plan's branches follow from this; suspected is enough, and it can be corrected later."),
        widget=forms.CheckboxSelectMultiple,
    )
    dangerous = YesNoUnknownField(
        label=_("Is the child in a dangerous state?"),
        help_text=_("Seriously hurt, threatened, or with nobody to look after it"),
    )
    officer = words_field(_("Officer in charge"), length=72)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Reporters tick what they saw; the police tick what a branch follows from, and nothing else."""
        super().__init__(*args, **options)
        if seen := self.fields.get("circumstances"):
            seen.choices = [(key, words) for key, words in seen.choices if key in CIRCUMSTANCES]


class Referred(ActForm):
    to_whom = forms.ChoiceField(label=_("Referred to"), choices=ELSEWHERE, widget=forms.RadioSelect)
    office_name = words_field(_("Name of the office"), length=100)
    reason = long_field(_("Why it is not dealt with here"))


class OnSite(ActForm):
    """出警到场: what was found there, and whether the child was seen."""

    officers = words_field(_("Officers on site"), length=100)
    place = words_field(_("Place"))
    is_child_seen = YesNoUnknownField(label=_("Was the child itself seen?"), required=True)
    dangerous = YesNoUnknownField(label=_("Is the child in a dangerous state?"))
    found = long_field(_("Found on site"))


class MeasuresTaken(ActForm):
    measures = forms.MultipleChoiceField(
        label=_("Measures"), choices=MEASURES, widget=forms.CheckboxSelectMultiple, required=True
    )
    needs_shelter = YesNoUnknownField(label=_("Does the child need to be placed?"))


class Investigated(ActForm):
    """调查: what the police found out; the ladder of intervention follows from the answers."""

    ANSWERS = (
        "confirmed",
        "neglect_continues",
        "serious",
        "trifling",
        "punishable",
        "criminal",
        "gravely_harmed",
        "mistaken",
    )
    findings = long_field(_("What was found out"))
    confirmed = YesNoUnknownField(label=_("Is neglect or harm by a guardian confirmed?"))
    neglect_continues = YesNoUnknownField(label=_("Does the guardian still not do its duty?"))
    serious = YesNoUnknownField(label=_("Grave, or with grave consequences?"))
    trifling = YesNoUnknownField(label=_("Of the lightest kind?"))
    punishable = YesNoUnknownField(label=_("Is a public security penalty needed?"))
    criminal = YesNoUnknownField(label=_("Is a crime suspected?"))
    gravely_harmed = YesNoUnknownField(label=_("Is the child gravely harmed in body or mind?"))
    mistaken = YesNoUnknownField(label=_("Was the report mistaken?"))


class SearchStarted(ActForm):
    last_seen = words_field(_("Last seen when and where"))
    looks = words_field(_("Looks and clothes"), length=500, required=False)
    measures = long_field(_("What was set going"))


class Stopped(ActForm):
    who = words_field(_("Who was stopped"), length=72, required=False)
    how = long_field(_("How it was stopped"))


class Protected(ActForm):
    how = long_field(_("How the child is protected"))


class ParentsTried(ActForm):
    """每次联系: by which means, with what result. Each attempt is written down, also those without answer."""

    parent = forms.ChoiceField(label=_("Who was to be reached"), choices=PARENT, widget=forms.RadioSelect)
    means = forms.ChoiceField(label=_("By which means"), choices=MEANS, widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("Result"), choices=REACHED, widget=forms.RadioSelect)
    said = words_field(_("What the parent said"), length=500, required=False)


class ParentsOrdered(ActForm):
    """责令立即返回或者确定受委托监护人: a dated order, and what became of it is another step."""

    parent = forms.ChoiceField(label=_("Who was ordered"), choices=PARENT, widget=forms.RadioSelect)
    order = forms.ChoiceField(label=_("What was ordered"), choices=ORDER, widget=forms.RadioSelect)
    number = words_field(_("Number of the paper"), length=60, required=False)
    promised_on = DayField(label=_("Promised to be done by"), required=False)


class ParentsNotified(ActForm):
    parent = forms.ChoiceField(label=_("Who was told"), choices=PARENT, widget=forms.RadioSelect)
    means = forms.ChoiceField(label=_("By which means"), choices=MEANS, widget=forms.RadioSelect)
    answer = words_field(_("Answer"), length=500, required=False)


class EvidenceTaken(ActForm):
    """证据目录: a line a piece; the file itself is attached and sealed under its digest."""

    piece = forms.ChoiceField(label=_("Kind of evidence"), choices=PIECES)
    what = words_field(_("What it shows"), length=500)
    taken_where = words_field(_("Where it was taken"), required=False)
    kept_by = words_field(_("Who keeps it"), length=72)


class MedicalHelped(ActForm):
    hospital = words_field(_("Hospital"), length=100)
    diagnosis = words_field(_("Diagnosis"), length=500, required=False)
    companion = words_field(_("Who went with the child"), length=72, required=False)


class Treated(ActForm):
    """The hospital's own entry: received, and how the child is."""

    department = words_field(_("Department"), length=100)
    state = long_field(_("State of the child"))
    is_inpatient = YesNoUnknownField(label=_("Admitted as inpatient?"))


class InjuryAssessed(ActForm):
    institution = words_field(_("Institution"), length=100)
    number = words_field(_("Number of the paper"), length=60)
    grade = forms.ChoiceField(label=_("Conclusion"), choices=GRADE, widget=forms.RadioSelect)


class CivilAffairsTold(ActForm):
    told = words_field(_("Who was told"), length=72)
    reason = long_field(_("Why the child has to be placed"))


class TownshipTold(ActForm):
    """通报: the acceptance and what was done, never the reporter."""

    told = words_field(_("Who was told"), length=72)
    content = long_field(_("What was told"))


class TownshipReceived(ActForm):
    received_by = words_field(_("Received by"), length=72)


class Assisted(ActForm):
    what = long_field(_("What was done to help the police"))


class ChildSettled(ActForm):
    """儿童安全落实: where the child is tonight, and with whom."""

    with_whom = forms.ChoiceField(label=_("With whom is the child?"), choices=WITH, widget=forms.RadioSelect)
    name = words_field(_("Name of the person or place"), length=100)
    is_child_seen = YesNoUnknownField(label=_("Was the child itself seen?"), required=True)


class Plan(ActForm):
    title = words_field(_("Title"))
    number = words_field(_("Number of the paper"), length=60, required=False)
    drilled_on = DayField(label=_("Last drill"), required=False)


class Mechanism(ActForm):
    commander = words_field(_("Who commands"), length=72)
    steps = long_field(_("From whom to whom it goes"))


class ContactNamed(ActForm):
    """联络员."""

    name = words_field(_("Contact person"), length=72)
    position = words_field(_("Position"), length=72)
    phone = PhoneField(label=_("Office phone"))


class HotlinePublished(ActForm):
    number = words_field(_("Hotline"), length=20)
    hours = words_field(_("Manned when"), length=60)
    where = words_field(_("Published where"))


class InformationPublished(ActForm):
    title = words_field(_("Title"))
    where = words_field(_("Published where"))
    content = long_field(_("Content"))


class StatisticsFiled(ActForm):
    since = DayField(label=_("From"))
    accepted = forms.IntegerField(label=_("Reports accepted"), min_value=0)
    filed = forms.IntegerField(label=_("Cases filed"), min_value=0)
    solved = forms.IntegerField(label=_("Cases solved"), min_value=0)


class Handled(ActForm):
    result = long_field(_("Result"))
