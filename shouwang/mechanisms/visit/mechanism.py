"""visit 走访: the child is seen, heard alone where possible, and what stands out becomes somebody's duty."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.visit import forms, operations
from shouwang.mechanisms.visit.panels import visit_panel
from shouwang.page.mechanism import Act, Declared, Mechanism, MenuItem, Panel, Report

MECHANISM = Mechanism(
    key="visit",
    title=_("Visits"),
    events=(
        Declared("visit.done", _("Visited at home")),
        Declared("visit.missed", _("Visit not made")),
        Declared("visit.assigned", _("Person in charge named")),
        Declared("visit.neighbour_paired", _("Neighbour paired")),
        Declared("visit.monitored", _("Monitored")),
        Declared("visit.followed_up", _("Followed up")),
        Declared("visit.focus_checked", _("Priority child checked")),
        Declared("visit.illness_cared", _("Illness or leaving school looked after")),
        Declared("visit.patrolled", _("Village patrolled by police"), about=("village",)),
        Declared("visit.network_named", _("Three-level network named"), about=("village",)),
    ),
    acts=(
        Act(
            "visit.done",
            _("Record a visit"),
            form=forms.Visit,
            operation=operations.record_visit,
            refusals=(operations.FindingNeedsSight,),
        ),
        Act("visit.missed", _("Visit could not be made"), form=forms.Missed, operation=operations.record_missed_visit),
        Act(
            "visit.assigned",
            _("Name the person in charge"),
            form=forms.Assigned,
            operation=operations.assign_supervisor,
            right="child.write",
        ),
        Act("visit.neighbour_paired", _("Pair a neighbour"), form=forms.Neighbour, right="child.write"),
        Act("visit.monitored", _("Record monitoring"), form=forms.Monitored, right="child.write"),
        Act("visit.followed_up", _("Follow up"), form=forms.FollowedUp),
        Act("visit.focus_checked", _("Check a priority child"), form=forms.FollowedUp),
        Act("visit.illness_cared", _("Look after illness or leaving school"), form=forms.IllnessCared),
        Act("visit.patrolled", _("Record a patrol"), form=forms.Patrolled, about=("village",)),
        Act("visit.network_named", _("Name the three levels"), form=forms.Network, about=("village",)),
    ),
    panels=(Panel(_("Visits"), "visit/panel.html", visit_panel),),
    menu=(MenuItem(_("Visits"), "visit:list", "child.read"),),
    reports=(Report("visit_rate", _("Visits made in time")),),
)
