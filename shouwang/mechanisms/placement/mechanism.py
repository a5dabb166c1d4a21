"""placement 临时监护照料: from the escort to the return or the next carer; nobody lets go before somebody holds."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.placement import documents, forms, operations, panels
from shouwang.page.mechanism import Act, Declared, Document, Mechanism, MenuItem, Panel
from shouwang.page.plan_lists import lists


def _place(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"case.place_kind": fields["place_kind"]}


MECHANISM = Mechanism(
    key="placement",
    title=_("Temporary care"),
    told={"place_kind": _("Kind of place"), "went_to": _("Went to")},
    events=(
        Declared("placement.escorted", _("Escort to a place nearby"), about=("case",)),
        Declared("placement.received", _("Reception for temporary care"), about=("case",)),
        Declared("placement.arranged", _("Placement by civil affairs"), about=("case",)),
        Declared("placement.day_noted", _("Daily record of care"), about=("case",)),
        Declared("placement.news_told", _("News of the parents told to the carer"), about=("case",)),
        Declared("placement.guardianship_taken", _("Temporary guardianship"), about=("case",)),
        Declared("placement.returned", _("Return or hand-over of the child"), about=("case",)),
        Declared("placement.capacity_reported", _("Beds and residents"), about=("county", "office")),
        Declared("placement.started", _("Temporary care began")),
        Declared("placement.ended", _("Temporary care ended")),
    ),
    acts=(
        Act(
            "placement.escorted",
            _("Escort to a place nearby"),
            about=("case",),
            form=forms.Escorted,
            facts=_place,
            right="case.do",
            form_arguments=lists(place_kind="placement.receivers"),
        ),
        Act(
            "placement.received",
            _("Reception for temporary care"),
            about=("case",),
            form=forms.Received,
            operation=operations.receive_child,
            right="case.do",
            form_arguments=panels.receivers,
            refusals=(operations.AlreadyPlaced, operations.NoBed, operations.CareOverlaps),
        ),
        Act(
            "placement.arranged",
            _("Placement by civil affairs"),
            about=("case",),
            form=forms.Arranged,
            facts=_place,
            right="case.do",
            form_arguments=lists(place_kind="placement.shelters"),
        ),
        Act(
            "placement.day_noted",
            _("Daily record of care"),
            about=("case",),
            form=forms.DayNoted,
            operation=operations.note_day,
            right="case.do",
            refusals=(operations.NotPlaced,),
        ),
        Act(
            "placement.news_told",
            _("News of the parents told to the carer"),
            about=("case",),
            form=forms.NewsTold,
            right="case.do",
        ),
        Act(
            "placement.guardianship_taken",
            _("Temporary guardianship"),
            about=("case",),
            form=forms.GuardianshipTaken,
            right="case.do",
            form_arguments=lists(ground="placement.guardianship_grounds"),
        ),
        Act(
            "placement.returned",
            _("Return or hand-over of the child"),
            about=("case",),
            form=forms.Returned,
            operation=operations.return_child,
            brings=("case.placed",),
            right="case.do",
            refusals=(operations.NotPlaced, operations.NotHandedOver, operations.CareOverlaps),
        ),
        Act(
            "placement.capacity_reported",
            _("Beds and residents"),
            about=("county", "office"),
            form=forms.CapacityReported,
        ),
    ),
    panels=(
        Panel(_("Temporary care"), "placement/panel.html", panels.stays_panel, about=("case",), right="case.read"),
    ),
    kept=documents.kept,
    documents=(
        Document(_("Escort slip"), "placement:escort_slip", ("case",), "case.read"),
        Document(_("Reception slip"), "placement:reception_slip", ("case",), "case.read"),
        Document(_("Log of care"), "placement:care_log", ("case",), "case.read"),
    ),
    menu=(MenuItem(_("Temporary care"), "placement:list", "case.join"),),
)
