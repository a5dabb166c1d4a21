"""mandatory_report 强制报告: whoever sees a sign tells the police at once; the reporter stays invisible."""

from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import Act, Declared, Mechanism

MECHANISM = Mechanism(
    key="mandatory_report",
    title=_("Mandatory reports"),
    events=(
        Declared("mandatory_report.received", _("Report received"), about=("case",)),
        Declared("mandatory_report.answered", _("Answer to the reporter"), about=("case",)),
        Declared("mandatory_report.reporter_protected", _("Protection of the reporter"), about=("case",)),
        Declared("mandatory_report.missed_found", _("Report that should have been made"), about=("case",)),
        Declared("mandatory_report.volunteered", _("Report by a citizen's own will"), about=("county",)),
        Declared("mandatory_report.rewarded", _("Praise for a reporter"), about=("county",)),
        Declared(
            "mandatory_report.staff_told", _("Staff told of the duty to report"), about=("village", "school", "office")
        ),
        Declared(
            "mandatory_report.responsible_named",
            _("Person responsible for reporting named"),
            about=("village", "school", "office"),
        ),
        Declared("mandatory_report.guided", _("Guidance on reporting"), about=("county", "township", "village")),
        Declared("mandatory_report.schools_guided", _("Guidance of schools on reporting"), about=("county",)),
        Declared("mandatory_report.hospitals_guided", _("Guidance of hospitals on reporting"), about=("county",)),
    ),
    acts=(
        Act("mandatory_report.answered", _("Answer to the reporter"), about=("case",), right="case.do"),
        Act("mandatory_report.reporter_protected", _("Protection of the reporter"), about=("case",), right="case.do"),
        Act("mandatory_report.missed_found", _("Report that should have been made"), about=("case",), right="case.do"),
        Act("mandatory_report.rewarded", _("Praise for a reporter"), about=("county",)),
        Act(
            "mandatory_report.staff_told", _("Staff told of the duty to report"), about=("village", "school", "office")
        ),
        Act(
            "mandatory_report.responsible_named",
            _("Person responsible for reporting named"),
            about=("village", "school", "office"),
        ),
        Act("mandatory_report.guided", _("Guidance on reporting"), about=("county", "township", "village")),
        Act("mandatory_report.schools_guided", _("Guidance of schools on reporting"), about=("county",)),
        Act("mandatory_report.hospitals_guided", _("Guidance of hospitals on reporting"), about=("county",)),
    ),
)
