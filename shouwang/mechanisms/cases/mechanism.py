"""cases 个案: one file for all of it: who holds it, what is next, who was asked for what, how it ended."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.cases import arguments, forms
from shouwang.mechanisms.cases.operations import closing, handing, identity, sealing, tasks
from shouwang.mechanisms.cases.queries.asked import find_offers, find_tasks
from shouwang.page.mechanism import Act, Asked, Declared, Mechanism, MenuItem
from shouwang.page.words import in_words
from shouwang.registry.models.case_part import TASK_STATE

CASE = ("case",)


def _act(event: str, title: Any, **more: Any) -> Act:
    return Act(event, title, about=CASE, **{"right": "case.do"} | more)


MECHANISM = Mechanism(
    key="cases",
    title=_("Cases"),
    told={
        "number": _("Number of the case"),
        "what": _("What"),
        "state": (_("State"), in_words(TASK_STATE)),
        "answer": _("Answer"),
    },
    events=(
        Declared("cases.opened", _("Case opened"), about=CASE),
        Declared("cases.joined", _("Reports joined"), about=CASE),
        Declared("cases.child_named", _("Child identified"), about=CASE),
        Declared("cases.part_given", _("Office asked to take part"), about=CASE),
        Declared("cases.task_given", _("Task given"), about=CASE),
        Declared("cases.task_done", _("Task answered"), about=CASE),
        Declared("cases.handed_over", _("Hand-over offered"), about=CASE),
        Declared("cases.hand_over_accepted", _("Hand-over accepted"), about=CASE),
        Declared("cases.hand_over_declined", _("Hand-over declined"), about=CASE),
        Declared("cases.child_seen", _("Child seen"), about=CASE),
        Declared("cases.closed", _("Case closed"), about=CASE),
        Declared("cases.looked_back", _("Look-back"), about=CASE),
        Declared("cases.reopened", _("Case reopened"), about=CASE),
        Declared("cases.sealed", _("Case sealed"), about=CASE),
        Declared("cases.unsealed", _("Case unsealed"), about=CASE),
        Declared("cases.glass_broken", _("Sealed case opened in an emergency"), about=CASE),
    ),
    acts=(
        _act("cases.child_named", _("Say whose case it is"), url_name="cases:child"),
        _act(
            "cases.child_seen",
            _("Child seen"),
            form=forms.ChildSeen,
            operation=identity.see_child,
            brings=("case.child_seen_on",),
        ),
        _act(
            "cases.part_given",
            _("Ask an office to take part"),
            form=forms.OfficeAsked,
            operation=identity.ask_to_take_part,
            form_arguments=arguments.offices,
            hint=_("The office sees the whole case from then on. To have one thing done, give a task instead."),
        ),
        _act(
            "cases.task_given",
            _("Give a task"),
            form=forms.TaskGiven,
            operation=tasks.give_task,
            form_arguments=arguments.asked,
        ),
        _act(
            "cases.handed_over",
            _("Hand the case over"),
            form=forms.HandedOver,
            operation=handing.offer_case,
            refusals=(handing.HandOverRefused,),
            form_arguments=arguments.holders,
            hint=_("Your office goes on holding the case until the other one has accepted."),
        ),
        _act(
            "cases.closed",
            _("Close the case"),
            form=forms.Closed,
            operation=closing.close_case,
            refusals=(closing.NotYetToBeClosed,),
        ),
        _act(
            "cases.looked_back",
            _("Look back"),
            form=forms.LookedBack,
            operation=closing.look_back,
            is_after_closing=True,
        ),
        _act(
            "cases.reopened",
            _("Reopen the case"),
            form=forms.Reasoned,
            operation=closing.reopen_case,
            is_after_closing=True,
        ),
        _act(
            "cases.sealed",
            _("Seal the case"),
            form=forms.Sealed,
            operation=sealing.seal_case,
            refusals=(sealing.SealRefused,),
            form_arguments=arguments.readers,
            right="case.seal",
            is_after_closing=True,
        ),
        _act(
            "cases.unsealed",
            _("Take the seal off"),
            form=forms.Reasoned,
            operation=sealing.unseal_case,
            refusals=(sealing.SealRefused,),
            right="case.seal",
            is_after_closing=True,
        ),
    ),
    menu=(
        MenuItem(_("Cases"), "cases:list", "case.read"),
        MenuItem(_("Cases"), "cases:list", "case.join"),
        MenuItem(_("Tasks given to us"), "cases:tasks", "case.task"),
        MenuItem(_("Cases that stand still"), "cases:silent", "case.watch"),
    ),
    asked=(Asked("case.do", find_offers), Asked("case.task", find_tasks)),
    homes={"case": "cases:case"},
)
