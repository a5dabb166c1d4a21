"""delegation 委托照护: from planned leave over a named and assessed carer to a signed agreement, and its end."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.delegation import forms, operations
from shouwang.mechanisms.delegation.panels import agreement_terms, assessment_form, delegation_panel
from shouwang.page.mechanism import Act, Declared, Document, Mechanism, MenuItem, Panel
from shouwang.page.words import in_words
from shouwang.registry.models.care import FIT

MECHANISM = Mechanism(
    key="delegation",
    title=_("Delegation of care"),
    told={"carer": None, "result": (_("Result"), in_words(FIT)), "points": _("Points")},
    events=(
        Declared("delegation.leave_planned", _("Leave planned")),
        Declared("delegation.carer_named", _("Carer named")),
        Declared("delegation.carer_assessed", _("Carer assessed")),
        Declared("delegation.signed", _("Agreement signed")),
        Declared("delegation.renewed", _("Agreement renewed")),
        Declared("delegation.ended", _("Agreement ended")),
        Declared("delegation.supervised", _("Agreement supervised")),
        Declared("delegation.guided", _("Carer guided")),
        Declared("delegation.urged", _("Parents urged to arrange care")),
        Declared("delegation.carer_change_urged", _("Parents urged to find another carer")),
    ),
    acts=(
        Act(
            "delegation.leave_planned",
            _("Record a planned leave"),
            form=forms.LeavePlanned,
            operation=operations.plan_leave,
            right="child.write",
        ),
        Act(
            "delegation.carer_named",
            _("Name a carer"),
            form=forms.CarerNamed,
            operation=operations.name_carer,
            right="child.write",
            refusals=(operations.CareOverlaps,),
        ),
        Act(
            "delegation.carer_assessed",
            _("Assess the carer"),
            form=forms.CarerAssessed,
            operation=operations.assess_carer,
            right="child.write",
            refusals=(operations.NoCarer,),
            form_arguments=assessment_form,
        ),
        Act(
            "delegation.signed",
            _("Sign the agreement"),
            form=forms.Signed,
            operation=operations.sign_agreement,
            right="child.write",
            refusals=(operations.NoCarer, operations.AlreadySigned),
            initial=agreement_terms,
        ),
        Act(
            "delegation.renewed",
            _("Renew the agreement"),
            form=forms.Renewed,
            operation=operations.renew_agreement,
            right="child.write",
            refusals=(operations.NotSigned, operations.NoCarer, operations.EndsTooEarly),
        ),
        Act(
            "delegation.ended",
            _("End the agreement"),
            form=forms.Ended,
            operation=operations.end_agreement,
            right="child.write",
            refusals=(operations.NotSigned, operations.NoCarer, operations.CareOverlaps),
        ),
        Act("delegation.supervised", _("Supervise the agreement"), form=forms.Supervised),
        Act("delegation.guided", _("Guide the carer"), form=forms.Guided),
        Act("delegation.urged", _("Urge the parents to arrange care"), form=forms.Urged),
        Act("delegation.carer_change_urged", _("Urge the parents to find another carer"), form=forms.Urged),
    ),
    panels=(Panel(_("Delegation of care"), "delegation/panel.html", delegation_panel),),
    menu=(MenuItem(_("Delegation of care"), "delegation:list", "child.read"),),
    documents=(Document(_("Delegation agreement"), "delegation:agreement"),),
    begins=(operations.install_questionnaire,),
)
