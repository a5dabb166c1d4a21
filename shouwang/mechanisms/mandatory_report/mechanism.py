"""mandatory_report 强制报告: whoever sees a sign tells the police at once; the reporter stays invisible."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.mandatory_report import forms
from shouwang.mechanisms.mandatory_report.panels import no_context, report_panel, suggest_units
from shouwang.page.mechanism import Act, Declared, Document, Mechanism, MenuItem, Panel, Report

_UNITS = ("village", "school", "office")
_GUIDED = ("county", "township", "village")
_DO = "case.do"

EVENTS = (
    Declared("mandatory_report.received", _("Report received"), about=("case",)),
    Declared("mandatory_report.answered", _("Answer to the reporter"), about=("case",)),
    Declared("mandatory_report.reporter_protected", _("Protection of the reporter"), about=("case",)),
    Declared("mandatory_report.missed_found", _("Report that should have been made"), about=("case",)),
    Declared("mandatory_report.volunteered", _("Report by a citizen's own will"), about=("county",)),
    Declared("mandatory_report.rewarded", _("Praise for a reporter"), about=("county",)),
    Declared("mandatory_report.staff_told", _("Staff told of the duty to report"), about=_UNITS),
    Declared("mandatory_report.responsible_named", _("Person responsible for reporting named"), about=_UNITS),
    Declared("mandatory_report.guided", _("Guidance on reporting"), about=_GUIDED),
    Declared("mandatory_report.schools_guided", _("Guidance of schools on reporting"), about=("county",)),
    Declared("mandatory_report.hospitals_guided", _("Guidance of hospitals on reporting"), about=("county",)),
)

ACTS = (
    Act(
        "mandatory_report.answered",
        _("Answer the reporter"),
        about=("case",),
        right=_DO,
        form=forms.Answered,
        is_after_closing=True,
        hint=_("Whoever made the report reads this with the receipt code. You do not learn who that is."),
    ),
    Act(
        "mandatory_report.reporter_protected",
        _("Protect the reporter"),
        about=("case",),
        right=_DO,
        form=forms.Protected,
        hint=_("Do not write here who it is."),
    ),
    Act(
        "mandatory_report.missed_found",
        _("Record who should have reported"),
        about=("case",),
        right=_DO,
        form=forms.MissedFound,
        form_arguments=suggest_units,
    ),
    Act(
        "mandatory_report.volunteered",
        _("Record reports made of their own will"),
        about=("county",),
        form=forms.Volunteered,
        hint=_("Several at a time, never on the day of the report: the day would tell whose it is."),
    ),
    Act(
        "mandatory_report.rewarded",
        _("Praise or reward reporters"),
        about=("county",),
        form=forms.Rewarded,
        hint=_("Without names. A reporter who wants it comes with the receipt code."),
    ),
    Act("mandatory_report.staff_told", _("Tell the staff of the duty to report"), about=_UNITS, form=forms.StaffTold),
    Act(
        "mandatory_report.responsible_named",
        _("Name who is responsible for reporting"),
        about=_UNITS,
        form=forms.ResponsibleNamed,
    ),
    Act("mandatory_report.guided", _("Give guidance on reporting"), about=_GUIDED, form=forms.Guided),
    Act("mandatory_report.schools_guided", _("Guide schools on reporting"), about=("county",), form=forms.Guided),
    Act("mandatory_report.hospitals_guided", _("Guide hospitals on reporting"), about=("county",), form=forms.Guided),
)

MECHANISM = Mechanism(
    key="mandatory_report",
    title=_("Mandatory reports"),
    told={"circumstances": _("Circumstances"), "words": None},
    events=EVENTS,
    acts=ACTS,
    panels=(
        Panel(_("What was reported"), "mandatory_report/panel.html", report_panel, ("case",), "case.read"),
        Panel(_("Is the child in danger?"), "mandatory_report/child_panel.html", no_context, ("child",), "duty.do"),
    ),
    menu=(
        MenuItem(_("Report a child in danger"), "mandatory_report:new", "case.report"),
        MenuItem(_("Take a report by phone"), "mandatory_report:intake", "case.intake"),
        MenuItem(_("Units that must report"), "mandatory_report:units", "supervise"),
    ),
    documents=(
        Document(_("Report slip"), "mandatory_report:report_slip", ("case",), "case.read"),
        Document(_("Acceptance receipt"), "mandatory_report:acceptance_receipt", ("case",), "case.read"),
        Document(_("Poster with the code to scan"), "mandatory_report:poster", ("county", *_UNITS), "plan.read"),
    ),
    reports=(
        Report("reports_by_kind", _("Reports by kind of reporter"), "mandatory_report:counts"),
        Report("reporting_units", _("Units that must report"), "mandatory_report:units"),
    ),
)
