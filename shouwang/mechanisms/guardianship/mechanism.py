"""guardianship 监护责任: pledges, lists of duties, notices before leaving, supervision, admonition, appointment."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.guardianship import forms, operations
from shouwang.mechanisms.guardianship.panels import guardianship_panel
from shouwang.page.mechanism import Act, Declared, Document, Mechanism, MenuItem, Panel, Report

_TAKE_OVER = (operations.NotAnAdult, operations.CareOverlaps)

EVENTS = (
    Declared("guardianship.pledge_signed", _("Pledge of guardianship signed")),
    Declared("guardianship.responsibility_told", _("Responsibility told and signed for")),
    Declared("guardianship.duty_list_signed", _("List of a guardian's duties signed for")),
    Declared("guardianship.leave_told_village", _("Village told before leaving")),
    Declared("guardianship.leave_told_school", _("School told before leaving")),
    Declared("guardianship.supervised", _("Guardianship supervised")),
    Declared("guardianship.guided", _("Guardian guided")),
    Declared("guardianship.trained", _("Guardian trained")),
    Declared("guardianship.urged", _("Guardian urged")),
    Declared("guardianship.admonished", _("Admonished")),
    Declared("guardianship.educated", _("Criticised and educated")),
    Declared("guardianship.police_contacted_parents", _("Police contacted the parents")),
    Declared("guardianship.guardian_appointed", _("New guardian appointed")),
    Declared("guardianship.care_form_set", _("Form of care recorded")),
    Declared("guardianship.performance_checked", _("Carer's performance checked")),
    Declared("guardianship.alone_resolved", _("No longer living alone")),
    Declared("guardianship.rules_adopted", _("Village rules name guardianship"), about=("village",)),
    Declared("guardianship.advice_given", _("Advice given"), about=("township",)),
)

_notice, _LIST = operations.record_leave_notice, "guardianship:list"

ACTS = (
    Act(
        "guardianship.pledge_signed",
        _("Record the signed pledge"),
        form=forms.PledgeSigned,
        operation=operations.sign_pledge,
        right="child.write",
    ),
    Act("guardianship.responsibility_told", _("Tell the responsibility"), form=forms.Told, right="child.write"),
    Act("guardianship.duty_list_signed", _("Hand out the list of duties"), form=forms.Told, right="child.write"),
    Act(
        "guardianship.leave_told_village",
        _("Take the notice before leaving (village)"),
        form=forms.LeaveTold,
        operation=partial(_notice, what="guardianship.leave_told_village"),
        right="child.write",
    ),
    Act(
        "guardianship.leave_told_school",
        _("Take the notice before leaving (school)"),
        form=forms.LeaveTold,
        operation=partial(_notice, what="guardianship.leave_told_school"),
    ),
    Act("guardianship.supervised", _("Supervise the guardian"), form=forms.Supervised),
    Act("guardianship.guided", _("Guide the guardian"), form=forms.Guided),
    Act("guardianship.trained", _("Train the guardian"), form=forms.Trained),
    Act("guardianship.urged", _("Urge the guardian"), form=forms.Urged),
    Act("guardianship.admonished", _("Admonish"), form=forms.Admonished),
    Act("guardianship.educated", _("Criticise and educate"), form=forms.Admonished),
    Act("guardianship.police_contacted_parents", _("Contact the parents (police)"), form=forms.ParentsContacted),
    Act(
        "guardianship.guardian_appointed",
        _("Record the new guardian"),
        form=forms.GuardianAppointed,
        operation=operations.appoint_guardian,
        right="child.write",
        refusals=_TAKE_OVER,
    ),
    Act(
        "guardianship.care_form_set",
        _("Record the form of care"),
        form=forms.CareFormSet,
        operation=operations.set_care_form,
        right="child.write",
    ),
    Act("guardianship.performance_checked", _("Check the carer"), form=forms.PerformanceChecked, right="child.write"),
    Act(
        "guardianship.alone_resolved",
        _("End living alone"),
        form=forms.AloneResolved,
        operation=operations.resolve_alone,
        right="child.write",
        refusals=_TAKE_OVER,
    ),
    Act("guardianship.rules_adopted", _("Record the village rules"), form=forms.RulesAdopted, about=("village",)),
    Act("guardianship.advice_given", _("Give advice"), form=forms.AdviceGiven, about=("township",)),
)

MECHANISM = Mechanism(
    key="guardianship",
    title=_("Family guardianship"),
    told={"name": _("Guardian or carer"), "is_late": _("Told only after leaving")},
    events=EVENTS,
    acts=ACTS,
    panels=(Panel(_("Family guardianship"), "guardianship/panel.html", guardianship_panel),),
    menu=(MenuItem(_("Family guardianship"), "guardianship:list", "child.read"),),
    reports=(
        Report("guardianship_coverage", _("How guardianship is seen to, by place")),
        Report("pledge_rate", _("Pledges signed"), _LIST, "only=pledge", "child.read"),
        Report("unattended_children", _("Children whom nobody looks after"), _LIST, "only=unattended", "child.read"),
        Report("unregistered_leavers", _("Parents who left without telling"), _LIST, "only=untold", "child.read"),
    ),
    documents=(
        Document(_("Pledge of guardianship"), "guardianship:pledge"),
        Document(_("List of a guardian's duties"), "guardianship:duty_list"),
        Document(_("Notice before leaving"), "guardianship:leave_notice"),
        Document(_("Urging slip"), "guardianship:urging_slip"),
    ),
)
