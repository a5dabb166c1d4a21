"""welfare 救助福利与法律援助: what a family is entitled to is found, offered, decided and followed up."""

from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import Act, Declared, Mechanism

MECHANISM = Mechanism(
    key="welfare",
    title=_("Welfare and legal aid"),
    events=(
        Declared("welfare.offered", _("Benefits explained"), about=("case", "child")),
        Declared("welfare.applied", _("Application for a benefit"), about=("case", "child")),
        Declared("welfare.decided", _("Decision on a benefit"), about=("case", "child")),
        Declared("welfare.delivered", _("Benefit delivered"), about=("case", "child")),
        Declared("welfare.legal_aid_given", _("Legal aid"), about=("case", "child")),
        Declared("welfare.rehabilitated", _("Rehabilitation"), about=("case", "child")),
        Declared("welfare.relieved", _("Emergency relief"), about=("case", "child")),
        Declared("welfare.day_care_given", _("Holiday day care"), about=("case", "child")),
        Declared("welfare.victim_helped", _("Help for a victim"), about=("case",)),
        Declared("welfare.system_kept", _("Social security system"), about=("county",)),
        Declared("welfare.migrants_served", _("Health services for migrants"), about=("county",)),
        Declared("welfare.poverty_included", _("Poverty relief includes the children"), about=("county",)),
    ),
    acts=(
        Act("welfare.offered", _("Benefits explained"), about=("case", "child")),
        Act("welfare.applied", _("Application for a benefit"), about=("case", "child")),
        Act("welfare.decided", _("Decision on a benefit"), about=("case", "child")),
        Act("welfare.delivered", _("Benefit delivered"), about=("case", "child")),
        Act("welfare.legal_aid_given", _("Legal aid"), about=("case", "child")),
        Act("welfare.rehabilitated", _("Rehabilitation"), about=("case", "child")),
        Act("welfare.relieved", _("Emergency relief"), about=("case", "child")),
        Act("welfare.day_care_given", _("Holiday day care"), about=("case", "child")),
        Act("welfare.victim_helped", _("Help for a victim"), about=("case",), right="case.do"),
        Act("welfare.system_kept", _("Social security system"), about=("county",)),
        Act("welfare.migrants_served", _("Health services for migrants"), about=("county",)),
        Act("welfare.poverty_included", _("Poverty relief includes the children"), about=("county",)),
    ),
)
