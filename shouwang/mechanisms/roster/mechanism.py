"""roster 花名册: the Excel file that an office already has becomes files and duties. Emits the ledger's events."""

from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.page.mechanism import Mechanism, MenuItem

MECHANISM = Mechanism(
    key="roster",
    title=_("Rosters"),
    menu=(MenuItem(_("Import a roster"), "roster:list", "roster.import"),),
    sheets=(ROSTER,),
)
