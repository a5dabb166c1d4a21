"""placement 临时监护照料: from the escort to the return or the next carer; nobody lets go before somebody holds."""

from django.utils.translation import gettext_lazy as _

from shouwang.page.mechanism import Act, Declared, Mechanism

MECHANISM = Mechanism(
    key="placement",
    title=_("Temporary care"),
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
        Act("placement.escorted", _("Escort to a place nearby"), about=("case",), right="case.do"),
        Act("placement.received", _("Reception for temporary care"), about=("case",), right="case.do"),
        Act("placement.arranged", _("Placement by civil affairs"), about=("case",), right="case.do"),
        Act("placement.day_noted", _("Daily record of care"), about=("case",), right="case.do"),
        Act("placement.news_told", _("News of the parents told to the carer"), about=("case",), right="case.do"),
        Act("placement.guardianship_taken", _("Temporary guardianship"), about=("case",), right="case.do"),
        Act("placement.returned", _("Return or hand-over of the child"), about=("case",), right="case.do"),
        Act("placement.capacity_reported", _("Beds and residents"), about=("county", "office")),
        Act("placement.started", _("Temporary care began")),
        Act("placement.ended", _("Temporary care ended")),
    ),
)
