"""assessment 评估帮扶: how safe, how cared for, how well; and who helps with what until when."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.assessment import documents, forms, operations, panels
from shouwang.page.case_facts import same
from shouwang.page.mechanism import Act, Declared, Document, Mechanism, MenuItem, Panel
from shouwang.page.plan_lists import lists

MECHANISM = Mechanism(
    key="assessment",
    title=_("Assessment and help"),
    told={"kind": _("Kind of service"), "provider": _("Provider")},
    events=(
        Declared("assessment.convened", _("Joint assessment called"), about=("case",)),
        Declared("assessment.opinion_given", _("Opinion for the assessment"), about=("case",)),
        Declared("assessment.done", _("Assessment"), about=("case", "child")),
        Declared("assessment.filed", _("Assessment file"), about=("case",)),
        Declared("assessment.plan_made", _("Plan of help"), about=("case",)),
        Declared("assessment.service_arranged", _("Service arranged"), about=("case",)),
        Declared("assessment.service_delivered", _("Service delivered"), about=("case",)),
        Declared("assessment.reviewed", _("Review of the plan"), about=("case",)),
        Declared("assessment.hazard_removed", _("Hazard removed"), about=("case",)),
        Declared("assessment.classified", _("Risk class")),
        Declared("assessment.focus_helped", _("Help for a priority child")),
        Declared("assessment.problem_solved", _("Hardship resolved")),
        Declared("assessment.incapable", _("Found unable to act as guardian")),
    ),
    acts=(
        Act(
            "assessment.convened",
            _("Joint assessment called"),
            about=("case",),
            form=forms.Convened,
            form_arguments=lists(with_whom="assessment.with", helpers="assessment.helpers"),
            right="case.do",
        ),
        Act(
            "assessment.opinion_given",
            _("Opinion for the assessment"),
            about=("case",),
            form=forms.OpinionGiven,
            right="case.do",
        ),
        Act(
            "assessment.done",
            _("Assessment"),
            about=("case", "child"),
            form=forms.Done,
            operation=operations.record_assessment,
            template="assessment/done.html",
            form_arguments=panels.assessment_form,
            refusals=(operations.LevelUnsettled,),
        ),
        Act(
            "assessment.filed",
            _("Assessment file"),
            about=("case",),
            form=forms.Filed,
            right="case.do",
        ),
        Act(
            "assessment.plan_made",
            _("Plan of help"),
            about=("case",),
            form=forms.PlanMade,
            form_arguments=lists(services="assessment.services"),
            right="case.do",
        ),
        Act(
            "assessment.service_arranged",
            _("Service arranged"),
            about=("case",),
            form=forms.ServiceArranged,
            operation=operations.arrange_service,
            form_arguments=lists(kind="assessment.services"),
            right="case.do",
        ),
        Act(
            "assessment.service_delivered",
            _("Service delivered"),
            about=("case",),
            form=forms.ServiceDelivered,
            operation=operations.deliver_service,
            form_arguments=panels.services_here,
            right="case.do",
        ),
        Act(
            "assessment.reviewed",
            _("Review of the plan"),
            about=("case",),
            form=forms.Reviewed,
            facts=same("help_needed", "risk_level"),
            right="case.do",
        ),
        Act(
            "assessment.hazard_removed",
            _("Hazard removed"),
            about=("case",),
            form=forms.HazardRemoved,
            facts=same(has_hazard=False),
            right="case.do",
        ),
        Act(
            "assessment.classified",
            _("Risk class"),
            form=forms.Classified,
        ),
        Act(
            "assessment.focus_helped",
            _("Help for a priority child"),
            form=forms.Helped,
        ),
        Act(
            "assessment.problem_solved",
            _("Hardship resolved"),
            form=forms.Helped,
        ),
        Act(
            "assessment.incapable",
            _("Found unable to act as guardian"),
            form=forms.Incapable,
        ),
    ),
    kept=documents.kept,
    documents=(
        Document(_("Report of the assessment"), "assessment:assessment_report", ("case",), "case.read"),
        Document(_("Plan of help"), "assessment:help_plan", ("case",), "case.read"),
        Document(_("Referral slip"), "assessment:referral_slip", ("case",), "case.read"),
    ),
    panels=(
        Panel(
            _("Assessment and help"),
            "assessment/panel.html",
            panels.assessment_panel,
            about=("case",),
            right="case.read",
        ),
        Panel(_("Assessment and help"), "assessment/panel.html", panels.assessment_panel),
    ),
    menu=(MenuItem(_("Questionnaire for children"), "assessment:questionnaire", "plan.choose"),),
    begins=(operations.install_questionnaire,),
)
