"""welfare 救助福利与法律援助: what a family is entitled to is found, offered, decided and followed up."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.welfare import forms, operations, panels
from shouwang.page.mechanism import Act, Declared, Mechanism, MenuItem, Panel
from shouwang.page.plan_lists import lists

MECHANISM = Mechanism(
    key="welfare",
    title=_("Welfare and legal aid"),
    told={"benefit": _("Benefit")},
    events=(
        Declared("welfare.offered", _("Benefits explained"), about=("case", "child")),
        Declared("welfare.applied", _("Application for a benefit"), about=("case", "child")),
        Declared("welfare.decided", _("Decision on a benefit"), about=("case", "child")),
        Declared("welfare.delivered", _("Benefit delivered"), about=("case", "child")),
        Declared("welfare.legal_aid_given", _("Legal aid"), about=("case", "child")),
        Declared("welfare.rehabilitated", _("Rehabilitation"), about=("case", "child")),
        Declared("welfare.relieved", _("Emergency relief"), about=("case", "child")),
        Declared("welfare.day_care_given", _("Holiday day care"), about=("case", "child")),
        Declared("welfare.victim_helped", _("Help for a victim"), about=("case",)),
        Declared("welfare.system_kept", _("Social security system"), about=("county",)),
        Declared("welfare.migrants_served", _("Health services for migrants"), about=("county",)),
        Declared("welfare.poverty_included", _("Poverty relief includes the children"), about=("county",)),
    ),
    acts=(
        Act(
            "welfare.offered",
            _("Benefits explained"),
            about=("case", "child"),
            form=forms.Offered,
            operation=operations.offer_benefits,
            form_arguments=lists(benefits="welfare.benefits"),
        ),
        Act(
            "welfare.applied",
            _("Application for a benefit"),
            about=("case", "child"),
            form=forms.Applied,
            operation=operations.apply_for_benefit,
            form_arguments=lists(benefit="welfare.benefits"),
        ),
        Act(
            "welfare.decided",
            _("Decision on a benefit"),
            about=("case", "child"),
            form=forms.Decided,
            operation=operations.decide_claim,
            form_arguments=panels.claims_to_decide,
            refusals=(operations.NotApplied,),
        ),
        Act(
            "welfare.delivered",
            _("Benefit delivered"),
            about=("case", "child"),
            form=forms.Delivered,
            operation=operations.deliver_benefit,
            form_arguments=panels.claims_to_deliver,
            refusals=(operations.NotGranted,),
        ),
        Act(
            "welfare.legal_aid_given",
            _("Legal aid"),
            about=("case", "child"),
            form=forms.LegalAid,
        ),
        Act(
            "welfare.rehabilitated",
            _("Rehabilitation"),
            about=("case", "child"),
            form=forms.Rehabilitated,
        ),
        Act(
            "welfare.relieved",
            _("Emergency relief"),
            about=("case", "child"),
            form=forms.Relieved,
        ),
        Act(
            "welfare.day_care_given",
            _("Holiday day care"),
            about=("case", "child"),
            form=forms.CareGiven,
        ),
        Act(
            "welfare.victim_helped",
            _("Help for a victim"),
            about=("case",),
            form=forms.Relieved,
            right="case.do",
        ),
        Act(
            "welfare.system_kept",
            _("Social security system"),
            about=("county",),
            form=forms.CountyWork,
        ),
        Act(
            "welfare.migrants_served",
            _("Health services for migrants"),
            about=("county",),
            form=forms.CountyWork,
        ),
        Act(
            "welfare.poverty_included",
            _("Poverty relief includes the children"),
            about=("county",),
            form=forms.CountyWork,
        ),
    ),
    panels=(
        Panel(
            _("Welfare and legal aid"), "welfare/panel.html", panels.welfare_panel, about=("case",), right="case.read"
        ),
        Panel(_("Welfare and legal aid"), "welfare/panel.html", panels.welfare_panel),
    ),
    menu=(MenuItem(_("Welfare and legal aid"), "welfare:list", "child.read"),),
)
