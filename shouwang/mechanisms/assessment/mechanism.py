"""assessment 评估帮扶: how safe, how cared for, how well; and who helps with what until when."""

from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import Act, Declared, Mechanism

MECHANISM = Mechanism(
    key="assessment",
    title=_("Assessment and help"),
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
        Act("assessment.convened", _("Joint assessment called"), about=("case",), right="case.do"),
        Act("assessment.opinion_given", _("Opinion for the assessment"), about=("case",), right="case.do"),
        Act("assessment.done", _("Assessment"), about=("case", "child")),
        Act("assessment.filed", _("Assessment file"), about=("case",), right="case.do"),
        Act("assessment.plan_made", _("Plan of help"), about=("case",), right="case.do"),
        Act("assessment.service_arranged", _("Service arranged"), about=("case",), right="case.do"),
        Act("assessment.service_delivered", _("Service delivered"), about=("case",), right="case.do"),
        Act("assessment.reviewed", _("Review of the plan"), about=("case",), right="case.do"),
        Act("assessment.hazard_removed", _("Hazard removed"), about=("case",), right="case.do"),
        Act("assessment.classified", _("Risk class")),
        Act("assessment.focus_helped", _("Help for a priority child")),
        Act("assessment.problem_solved", _("Hardship resolved")),
        Act("assessment.incapable", _("Found unable to act as guardian")),
    ),
)
