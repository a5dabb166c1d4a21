"""ledger 摸底台账: who is left behind here, what is known of each, kept up to date, checked against other registers."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.ledger import panels
from shouwang.mechanisms.ledger.forms import facts, moving, records
from shouwang.mechanisms.ledger.operations import facts as life
from shouwang.mechanisms.ledger.operations import moving as leaving
from shouwang.mechanisms.ledger.operations import records as entries
from shouwang.mechanisms.ledger.operations.refusals import Refused
from shouwang.mechanisms.ledger.queries.transfers import find_offers
from shouwang.page.forms import ActForm
from shouwang.page.mechanism import Act, Asked, Declared, Document, Mechanism, MenuItem, Panel, Report
from shouwang.page.plan_lists import lists

_LIST = "ledger:list"
EVENTS = (
    Declared("ledger.opened", _("Listed on the ledger")),
    Declared("ledger.confirmed", _("Ledger confirmed")),
    Declared("ledger.changed", _("Ledger changed")),
    Declared("ledger.exited", _("Left the ledger")),
    Declared("ledger.category_set", _("Priority categories set")),
    Declared("ledger.incapacity_confirmed", _("Incapacity to be guardian confirmed")),
    Declared("ledger.household_recorded", _("Household recorded")),
    Declared("ledger.surveyed", _("Village surveyed"), about=("village",)),
    Declared("ledger.spot_checked", _("Ledger spot-checked"), about=("township",)),
    Declared("ledger.sent_for_check", _("List sent for checking"), about=("township",)),
    Declared("ledger.checked_by_education", _("Checked by education")),
    Declared("ledger.checked_by_police", _("Checked by the police")),
    Declared("ledger.checks_closed", _("Checks closed"), about=("township",)),
    Declared("ledger.school_confirmed", _("Confirmed by the school")),
    Declared("ledger.school_surveyed", _("School surveyed"), about=("school",)),
    Declared("ledger.school_marked", _("Marked in the pupils' register")),
    Declared("ledger.change_noted_by_school", _("Change noted by the school")),
    Declared("ledger.system_entered", _("Entered in the ministry's system")),
    Declared("ledger.base_checked_by_police", _("Number checked by the police"), about=("township",)),
    Declared("ledger.workers_reported", _("Migrant workers' children reported"), about=("office",)),
    Declared("ledger.served", _("Served")),
    Declared("ledger.transfer_offered", _("Offered to another county")),
    Declared("ledger.transfer_received", _("A child was offered by another county"), ("county",), True),
    Declared("ledger.transfer_read", _("The other county read what was passed on"), is_from_elsewhere=True),
    Declared("ledger.transfer_accepted", _("Taken up by the receiving county"), is_from_elsewhere=True),
    Declared("ledger.transfer_declined", _("Declined by the receiving county"), ("child", "county"), True),
    Declared("ledger.transfer_withdrawn", _("Offer to another county withdrawn"), ("child", "county")),
    Declared("ledger.transfer_acknowledged", _("Transfer slip acknowledged")),
    Declared("ledger.file_opened", _("File opened")),
    Declared("ledger.file_merged", _("Second file merged into this one")),
    Declared("ledger.file_separated", _("Merged file taken out again")),
)


def _write(event: str, title: Any, form: type[ActForm], operation: Any, **options: Any) -> Act:
    """An act that writes facts of a child."""
    return Act(event, title, form=form, operation=operation, refusals=(Refused,), **{"right": "child.write", **options})


_LIFE = (
    _write("ledger.opened", _("List on the ledger"), ActForm, life.open_on_ledger),
    _write(
        "ledger.confirmed",
        _("Confirm the ledger"),
        facts.Confirmed,
        life.confirm,
        form_arguments=panels.present_facts,
        template="ledger/confirm.html",
    ),
    _write(
        "ledger.changed",
        _("Change the record"),
        facts.Changed,
        life.change,
        form_arguments=panels.present_facts,
        template="ledger/change.html",
    ),
    _write("ledger.exited", _("Take off the ledger"), facts.Left, leaving.leave, form_arguments=panels.other_counties),
    _write("ledger.transfer_withdrawn", _("Withdraw the offer to another county"), ActForm, leaving.withdraw),
    _write(
        "ledger.transfer_acknowledged", _("Note who took the transfer slip"), moving.Acknowledged, leaving.acknowledge
    ),
    _write(
        "ledger.category_set",
        _("Set priority categories"),
        records.CategorySet,
        entries.set_category,
        right="duty.do",
        form_arguments=panels.category_words,
        initial=panels.present_categories,
    ),
    _write(
        "ledger.incapacity_confirmed",
        _("Confirm incapacity to be guardian"),
        records.IncapacityConfirmed,
        entries.confirm_incapacity,
    ),
    _write("ledger.household_recorded", _("Record the household"), records.HouseholdRecorded, entries.record_household),
)

_with_facts = entries.record_with_facts
_SCHOOL = (
    Act(
        "ledger.school_confirmed",
        _("Confirm for the school"),
        form=records.SchoolConfirmed,
        operation=partial(
            _with_facts,
            what="ledger.school_confirmed",
            facts={"class_name": "child.class_name", "boarding": "child.boarding"},
        ),
        initial=panels.present_school,
    ),
    Act(
        "ledger.school_marked",
        _("Record the mark in the pupils' register"),
        form=records.SchoolMarked,
        operation=partial(_with_facts, what="ledger.school_marked", facts={"on": "child.school_marked_on"}),
    ),
    Act(
        "ledger.change_noted_by_school",
        _("Note a change at school"),
        form=records.ChangeNoted,
        form_arguments=lists(kinds="ledger.school_changes"),
    ),
    Act("ledger.school_surveyed", _("Record the school's survey"), about=("school",), form=records.SchoolSurveyed),
)
_ERRORS = lists(errors_found="ledger.check_errors")
_CHECKS = (
    Act(
        "ledger.checked_by_education",
        _("Check against the pupils' register"),
        form=records.Checked,
        form_arguments=_ERRORS,
    ),
    Act(
        "ledger.checked_by_police",
        _("Check against the population register"),
        form=records.Checked,
        form_arguments=_ERRORS,
    ),
    Act(
        "ledger.system_entered",
        _("Record the entry in the ministry's system"),
        form=records.SystemEntered,
        operation=partial(_with_facts, what="ledger.system_entered", facts={"on": "child.system_entered_on"}),
        right="child.write",
    ),
    Act("ledger.served", _("Record a service"), form=records.Served),
    Act(
        "ledger.surveyed",
        _("Record a survey"),
        about=("village",),
        form=records.Surveyed,
        form_arguments=lists(asked="ledger.survey_items"),
        initial=panels.children_listed,
    ),
    Act("ledger.spot_checked", _("Record a spot check"), about=("township",), form=records.SpotChecked),
    Act(
        "ledger.sent_for_check",
        _("Send the list for checking"),
        about=("township",),
        form=records.SentForCheck,
        form_arguments=lists(sent_to="ledger.sent_for_check_to"),
        initial=panels.children_listed,
    ),
    Act("ledger.checks_closed", _("Close the checks"), about=("township",), form=records.ChecksClosed),
    Act("ledger.base_checked_by_police", _("Check the number"), about=("township",), form=records.BaseChecked),
    Act(
        "ledger.workers_reported",
        _("Report migrant workers' children"),
        about=("office",),
        form=records.WorkersReported,
    ),
)

PANELS = (
    Panel(_("By the plan"), "ledger/eligibility_panel.html", panels.eligibility_panel),
    Panel(_("Moves between counties"), "ledger/transfer_panel.html", panels.transfer_panel),
    Panel(_("What changed"), "ledger/versions_panel.html", panels.versions_panel),
    Panel(_("Surveys"), "ledger/survey_panel.html", panels.survey_panel, about=("village",)),
)

MECHANISM = Mechanism(
    key="ledger",
    title=_("Ledger"),
    told={
        "absorbed": _("File that was merged"),
        "household": _("Household file"),
        "with": _("Recorded with"),
        "again": _("Listed again"),
        "county": _("County"),
        "moved_to": _("Moved to"),
        "by": _("By whom"),
        "number": _("File number there"),
        "from": _("From which place"),
        "transfer": None,
    },
    events=EVENTS,
    acts=(*_LIFE, *_SCHOOL, *_CHECKS),
    panels=PANELS,
    menu=(
        MenuItem(_("Ledger"), _LIST, "child.read"),
        MenuItem(_("Moves between counties"), "ledger:transfers", "child.transfer"),
    ),
    asked=(Asked("child.transfer", find_offers),),
    documents=(
        Document(_("Registration form"), "ledger:registration_form"),
        Document(_("Transfer slip"), "ledger:transfer_slip"),
    ),
    reports=(
        Report("coverage_by_village", _("The ledger kept, by place")),
        Report("ledger_refresh_rate", _("Ledger refreshed in time"), query="rule=ledger.refresh"),
        Report(
            "zero_service_children", _("Children without any service"), _LIST, "without=ledger.served", "child.read"
        ),
    ),
)
