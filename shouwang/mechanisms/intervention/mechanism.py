"""intervention 监护干预: the ladder from urging to the petition, each step with its ground and its paper."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.intervention import forms, operations
from shouwang.page.case_facts import same
from shouwang.page.mechanism import Act, Declared, Document, Mechanism
from shouwang.page.plan_lists import lists


def _taught(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"case.neglect_continues": True} if fields["response"] == "refuses" else {}


def _contacted(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"case.parents_reached": True} if fields["is_reached"] else {}


_PETITION = lists(petitioner="intervention.petitioners", grounds="intervention.grounds")

MECHANISM = Mechanism(
    key="intervention",
    title=_("Intervention"),
    events=(
        Declared("intervention.urged", _("Urging to stop"), about=("case",)),
        Declared("intervention.educated", _("Education of the guardian"), about=("case",)),
        Declared("intervention.admonished", _("Admonition"), about=("case",)),
        Declared("intervention.punished", _("Public security penalty"), about=("case",)),
        Declared("intervention.not_punished", _("No penalty"), about=("case",)),
        Declared("intervention.criminal_filed", _("Criminal case filed"), about=("case",)),
        Declared("intervention.transferred", _("Transfer for prosecution"), about=("case",)),
        Declared("intervention.prosecuted", _("Arrest and prosecution reviewed"), about=("case",)),
        Declared("intervention.tried", _("Judgment"), about=("case",)),
        Declared("intervention.held_responsible", _("Responsibility pursued"), about=("case",)),
        Declared("intervention.warned", _("Written warning"), about=("case",)),
        Declared("intervention.warned_visited", _("Visit after a written warning"), about=("case",)),
        Declared("intervention.protection_asked", _("Protection order asked for"), about=("case",)),
        Declared("intervention.protection_ruled", _("Ruling on a protection order"), about=("case",)),
        Declared("intervention.village_told", _("Village told"), about=("case",)),
        Declared("intervention.parents_contacted", _("Parents contacted by police and village"), about=("case",)),
        Declared("intervention.parents_ordered", _("Parents ordered back"), about=("case",)),
        Declared("intervention.relapsed", _("Happened again"), about=("case",)),
        Declared("intervention.refusal_recorded", _("Refusal of guardianship recorded"), about=("case",)),
        Declared("intervention.petitioned", _("Petition to remove the guardian"), about=("case",)),
        Declared("intervention.court_accepted", _("Petition accepted by the court"), about=("case",)),
        Declared("intervention.advised", _("Written advice of the procuratorate"), about=("case",)),
        Declared("intervention.advice_answered", _("Reply to the advice"), about=("case",)),
        Declared("intervention.supported", _("Petition supported"), about=("case",)),
        Declared("intervention.ruled", _("Ruling on guardianship"), about=("case",)),
        Declared("intervention.guardian_appointed", _("Another guardian appointed"), about=("case",)),
        Declared("intervention.offender_helped", _("Help for a child who offended"), about=("case",)),
        Declared("intervention.dossier_made", _("Dossier made at the command line"), about=("case",)),
        Declared("intervention.supervised", _("Supervision of arrest and prosecution"), about=("county",)),
        Declared("intervention.guardian_removed", _("Guardian removed")),
        Declared("intervention.abandonment_educated", _("Abandonment, educated without penalty")),
    ),
    acts=(
        Act(
            "intervention.urged",
            _("Urging to stop"),
            about=("case",),
            form=forms.Rung,
            facts=_taught,
            right="case.do",
        ),
        Act(
            "intervention.educated",
            _("Education of the guardian"),
            about=("case",),
            form=forms.Rung,
            facts=_taught,
            right="case.do",
        ),
        Act(
            "intervention.admonished",
            _("Admonition"),
            about=("case",),
            form=forms.Rung,
            facts=_taught,
            right="case.do",
        ),
        Act(
            "intervention.punished",
            _("Public security penalty"),
            about=("case",),
            form=forms.Punished,
            facts=same(punishable=True, confirmed=True),
            right="case.do",
        ),
        Act(
            "intervention.not_punished",
            _("No penalty"),
            about=("case",),
            form=forms.NotPunished,
            facts=same("trifling", punishable=False),
            right="case.do",
        ),
        Act(
            "intervention.criminal_filed",
            _("Criminal case filed"),
            about=("case",),
            form=forms.CriminalFiled,
            facts=same(criminal=True),
            right="case.do",
        ),
        Act(
            "intervention.transferred",
            _("Transfer for prosecution"),
            about=("case",),
            form=forms.Transferred,
            right="case.do",
        ),
        Act(
            "intervention.prosecuted",
            _("Arrest and prosecution reviewed"),
            about=("case",),
            form=forms.Prosecuted,
            right="case.do",
        ),
        Act(
            "intervention.tried",
            _("Judgment"),
            about=("case",),
            form=forms.Tried,
            right="case.do",
        ),
        Act(
            "intervention.held_responsible",
            _("Responsibility pursued"),
            about=("case",),
            form=forms.HeldResponsible,
            right="case.do",
        ),
        Act(
            "intervention.warned",
            _("Written warning"),
            about=("case",),
            form=forms.Warned,
            right="case.do",
        ),
        Act(
            "intervention.warned_visited",
            _("Visit after a written warning"),
            about=("case",),
            form=forms.WarnedVisited,
            right="case.do",
        ),
        Act(
            "intervention.protection_asked",
            _("Protection order asked for"),
            about=("case",),
            form=forms.ProtectionAsked,
            right="case.do",
        ),
        Act(
            "intervention.protection_ruled",
            _("Ruling on a protection order"),
            about=("case",),
            form=forms.ProtectionRuled,
            right="case.do",
        ),
        Act(
            "intervention.village_told",
            _("Village told"),
            about=("case",),
            form=forms.VillageTold,
            right="case.do",
        ),
        Act(
            "intervention.parents_contacted",
            _("Parents contacted by police and village"),
            about=("case",),
            form=forms.ParentsContacted,
            facts=_contacted,
            right="case.do",
        ),
        Act(
            "intervention.parents_ordered",
            _("Parents ordered back"),
            about=("case",),
            form=forms.ParentsOrdered,
            right="case.do",
        ),
        Act(
            "intervention.relapsed",
            _("Happened again"),
            about=("case",),
            form=forms.Relapsed,
            operation=operations.record_relapse,
            refusals=(operations.NeverTaught,),
            right="case.do",
        ),
        Act(
            "intervention.refusal_recorded",
            _("Refusal of guardianship recorded"),
            about=("case",),
            form=forms.RefusalRecorded,
            operation=operations.record_refusal,
            right="case.do",
        ),
        Act(
            "intervention.petitioned",
            _("Petition to remove the guardian"),
            about=("case",),
            form=forms.Petitioned,
            facts=same("grounds", should_petition=False),
            form_arguments=_PETITION,
            right="case.do",
        ),
        Act(
            "intervention.court_accepted",
            _("Petition accepted by the court"),
            about=("case",),
            form=forms.CourtAccepted,
            right="case.do",
        ),
        Act(
            "intervention.advised",
            _("Written advice of the procuratorate"),
            about=("case",),
            form=forms.Advised,
            facts=same("should_petition"),
            right="case.do",
        ),
        Act(
            "intervention.advice_answered",
            _("Reply to the advice"),
            about=("case",),
            form=forms.AdviceAnswered,
            right="case.do",
        ),
        Act(
            "intervention.supported",
            _("Petition supported"),
            about=("case",),
            form=forms.Supported,
            right="case.do",
        ),
        Act(
            "intervention.ruled",
            _("Ruling on guardianship"),
            about=("case",),
            form=forms.Ruled,
            operation=operations.record_ruling,
            right="case.do",
        ),
        Act(
            "intervention.guardian_appointed",
            _("Another guardian appointed"),
            about=("case",),
            form=forms.GuardianAppointed,
            operation=operations.appoint_guardian,
            refusals=(operations.CareOverlaps,),
            right="case.do",
        ),
        Act(
            "intervention.offender_helped",
            _("Help for a child who offended"),
            about=("case",),
            form=forms.OffenderHelped,
            right="case.do",
        ),
        Act(
            "intervention.supervised",
            _("Supervision of arrest and prosecution"),
            about=("county",),
            form=forms.Supervised,
        ),
        Act(
            "intervention.abandonment_educated",
            _("Abandonment, educated without penalty"),
            form=forms.AbandonmentEducated,
        ),
    ),
    documents=(
        Document(_("Record of urging"), "intervention:urging_record", ("case",), "case.read"),
        Document(_("Record of education"), "intervention:education_record", ("case",), "case.read"),
        Document(_("Letter of admonition"), "intervention:admonition", ("case",), "case.read"),
        Document(_("Petition to the court"), "intervention:petition", ("case",), "case.read"),
        Document(_("Letter of advice"), "intervention:procuratorate_advice", ("case",), "case.read"),
        Document(_("Dossier"), "intervention:dossier", ("case",), "case.read"),
    ),
)
