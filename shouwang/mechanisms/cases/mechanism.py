"""cases 个案: one file for all of it: who holds it, what is next, who was asked for what, how it ended."""

from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import Act, Declared, Mechanism

MECHANISM = Mechanism(
    key="cases",
    title=_("Cases"),
    events=(
        Declared("cases.opened", _("Case opened"), about=("case",)),
        Declared("cases.joined", _("Reports joined"), about=("case",)),
        Declared("cases.child_named", _("Child identified"), about=("case",)),
        Declared("cases.part_given", _("Office asked to take part"), about=("case",)),
        Declared("cases.task_given", _("Task given"), about=("case",)),
        Declared("cases.task_done", _("Task done"), about=("case",)),
        Declared("cases.handed_over", _("Hand-over offered"), about=("case",)),
        Declared("cases.hand_over_accepted", _("Hand-over accepted"), about=("case",)),
        Declared("cases.hand_over_declined", _("Hand-over declined"), about=("case",)),
        Declared("cases.child_seen", _("Child seen"), about=("case",)),
        Declared("cases.closed", _("Case closed"), about=("case",)),
        Declared("cases.looked_back", _("Look-back"), about=("case",)),
        Declared("cases.reopened", _("Case reopened"), about=("case",)),
        Declared("cases.sealed", _("Case sealed"), about=("case",)),
        Declared("cases.unsealed", _("Case unsealed"), about=("case",)),
        Declared("cases.glass_broken", _("Sealed case opened in an emergency"), about=("case",)),
    ),
    acts=(
        Act("cases.child_named", _("Child identified"), about=("case",), right="case.do"),
        Act("cases.part_given", _("Office asked to take part"), about=("case",), right="case.do"),
        Act("cases.task_given", _("Task given"), about=("case",), right="case.do"),
        Act("cases.handed_over", _("Hand-over offered"), about=("case",), right="case.do"),
        Act("cases.child_seen", _("Child seen"), about=("case",), right="case.do"),
        Act("cases.closed", _("Case closed"), about=("case",), right="case.do"),
        Act("cases.looked_back", _("Look-back"), about=("case",), right="case.do"),
        Act("cases.reopened", _("Case reopened"), about=("case",), right="case.do"),
        Act("cases.sealed", _("Case sealed"), about=("case",), right="case.do"),
        Act("cases.unsealed", _("Case unsealed"), about=("case",), right="case.do"),
    ),
)
