"""emergency 应急处置: from the report to a child that is safe tonight, by the branches of each plan."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.emergency import case_facts, forms
from shouwang.page.case_facts import same
from shouwang.page.mechanism import Act, Declared, Document, Mechanism
from shouwang.page.plan_lists import lists

CIRCUMSTANCES = (
    "mandatory_report.circumstances",
    "mandatory_report.village_circumstances",
    "emergency.circumstances",
)
"""What is reported, and what the police see beyond it: a plan's ladder may begin with abuse or abandonment."""

MECHANISM = Mechanism(
    key="emergency",
    title=_("Emergency response"),
    events=(
        Declared("emergency.accepted", _("Acceptance by the police"), about=("case",)),
        Declared("emergency.referred", _("Referral elsewhere"), about=("case",)),
        Declared("emergency.on_site", _("Arrival on site"), about=("case",)),
        Declared("emergency.measures_taken", _("Emergency measures"), about=("case",)),
        Declared("emergency.investigated", _("Investigation"), about=("case",)),
        Declared("emergency.search_started", _("Search for the child started"), about=("case",)),
        Declared("emergency.stopped", _("Violence or harm stopped"), about=("case",)),
        Declared("emergency.protected", _("Protection of the child"), about=("case",)),
        Declared("emergency.parents_tried", _("Attempt to reach the parents"), about=("case",)),
        Declared("emergency.parents_ordered", _("Order to the parents to return or name a carer"), about=("case",)),
        Declared("emergency.parents_notified", _("Notice to the parents"), about=("case",)),
        Declared("emergency.evidence_taken", _("Evidence"), about=("case",)),
        Declared("emergency.medical_helped", _("Help to see a doctor"), about=("case",)),
        Declared("emergency.treated", _("Treatment in hospital"), about=("case",)),
        Declared("emergency.injury_assessed", _("Assessment of injuries"), about=("case",)),
        Declared("emergency.civil_affairs_told", _("Notice to civil affairs to place the child"), about=("case",)),
        Declared("emergency.township_told", _("Notice to the township"), about=("case",)),
        Declared("emergency.township_received", _("Township received the notice"), about=("case",)),
        Declared("emergency.assisted", _("Assistance to the police"), about=("case",)),
        Declared("emergency.child_settled", _("Child safe"), about=("case",)),
        Declared("emergency.plan_adopted", _("Emergency plan"), about=("county", "township", "village", "office")),
        Declared("emergency.mechanism_set", _("Response mechanism"), about=("county", "township", "village", "office")),
        Declared("emergency.contact_named", _("Contact person named"), about=("township", "village", "office")),
        Declared(
            "emergency.hotline_published", _("Hotline published"), about=("county", "township", "village", "office")
        ),
        Declared(
            "emergency.information_published",
            _("Information published"),
            about=("county", "township", "village", "office"),
        ),
        Declared("emergency.statistics_filed", _("Statistics of cases"), about=("county",)),
        Declared("emergency.handled", _("Emergency dealt with")),
        Declared("emergency.risk_found", _("Risk to the child found")),
    ),
    acts=(
        Act(
            "emergency.accepted",
            _("Acceptance by the police"),
            about=("case",),
            form=forms.Accepted,
            facts=case_facts.accepted,
            brings=case_facts.ACCEPTED,
            right="case.do",
            form_arguments=lists(circumstances=CIRCUMSTANCES),
        ),
        Act("emergency.referred", _("Referral elsewhere"), about=("case",), form=forms.Referred, right="case.do"),
        Act(
            "emergency.on_site",
            _("Arrival on site"),
            about=("case",),
            form=forms.OnSite,
            facts=case_facts.on_site,
            right="case.do",
        ),
        Act(
            "emergency.measures_taken",
            _("Emergency measures"),
            about=("case",),
            form=forms.MeasuresTaken,
            facts=same("needs_shelter"),
            right="case.do",
        ),
        Act(
            "emergency.investigated",
            _("Investigation"),
            about=("case",),
            form=forms.Investigated,
            facts=same(*forms.Investigated.ANSWERS),
            right="case.do",
        ),
        Act(
            "emergency.search_started",
            _("Search for the child started"),
            about=("case",),
            form=forms.SearchStarted,
            right="case.do",
        ),
        Act("emergency.stopped", _("Violence or harm stopped"), about=("case",), form=forms.Stopped, right="case.do"),
        Act(
            "emergency.protected", _("Protection of the child"), about=("case",), form=forms.Protected, right="case.do"
        ),
        Act(
            "emergency.parents_tried",
            _("Attempt to reach the parents"),
            about=("case",),
            form=forms.ParentsTried,
            facts=case_facts.parents_tried,
            right="case.do",
        ),
        Act(
            "emergency.parents_ordered",
            _("Order to the parents to return or name a carer"),
            about=("case",),
            form=forms.ParentsOrdered,
            right="case.do",
        ),
        Act(
            "emergency.parents_notified",
            _("Notice to the parents"),
            about=("case",),
            form=forms.ParentsNotified,
            right="case.do",
        ),
        Act("emergency.evidence_taken", _("Evidence"), about=("case",), form=forms.EvidenceTaken, right="case.do"),
        Act(
            "emergency.medical_helped",
            _("Help to see a doctor"),
            about=("case",),
            form=forms.MedicalHelped,
            right="case.do",
        ),
        Act("emergency.treated", _("Treatment in hospital"), about=("case",), form=forms.Treated, right="case.do"),
        Act(
            "emergency.injury_assessed",
            _("Assessment of injuries"),
            about=("case",),
            form=forms.InjuryAssessed,
            right="case.do",
        ),
        Act(
            "emergency.civil_affairs_told",
            _("Notice to civil affairs to place the child"),
            about=("case",),
            form=forms.CivilAffairsTold,
            facts=same(needs_shelter=True),
            right="case.do",
        ),
        Act(
            "emergency.township_told",
            _("Notice to the township"),
            about=("case",),
            form=forms.TownshipTold,
            facts=same(stage="handled"),
            right="case.do",
        ),
        Act(
            "emergency.township_received",
            _("Township received the notice"),
            about=("case",),
            form=forms.TownshipReceived,
            right="case.do",
        ),
        Act(
            "emergency.assisted", _("Assistance to the police"), about=("case",), form=forms.Assisted, right="case.task"
        ),
        Act(
            "emergency.child_settled",
            _("Child safe"),
            about=("case",),
            form=forms.ChildSettled,
            facts=case_facts.child_settled,
            brings=("case.child_safe", "case.parents_back", "case.carer_named"),
            right="case.do",
        ),
        Act(
            "emergency.plan_adopted",
            _("Emergency plan"),
            about=("county", "township", "village", "office"),
            form=forms.Plan,
        ),
        Act(
            "emergency.mechanism_set",
            _("Response mechanism"),
            about=("county", "township", "village", "office"),
            form=forms.Mechanism,
        ),
        Act(
            "emergency.contact_named",
            _("Contact person named"),
            about=("township", "village", "office"),
            form=forms.ContactNamed,
        ),
        Act(
            "emergency.hotline_published",
            _("Hotline published"),
            about=("county", "township", "village", "office"),
            form=forms.HotlinePublished,
        ),
        Act(
            "emergency.information_published",
            _("Information published"),
            about=("county", "township", "village", "office"),
            form=forms.InformationPublished,
        ),
        Act("emergency.statistics_filed", _("Statistics of cases"), about=("county",), form=forms.StatisticsFiled),
        Act("emergency.handled", _("Emergency dealt with"), form=forms.Handled),
        Act("emergency.risk_found", _("Risk to the child found"), form=forms.Handled),
    ),
    documents=(
        Document(_("Notice to the township"), "emergency:police_notice", ("case",), "case.read"),
        Document(_("Order to return"), "emergency:return_order", ("case",), "case.read"),
        Document(_("Notice to place the child"), "emergency:placement_notice", ("case",), "case.read"),
        Document(_("List of evidence"), "emergency:evidence_list", ("case",), "case.read"),
    ),
)
