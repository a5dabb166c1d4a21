"""Places, offices, accounts and the trail of what was done and read."""

from shouwang.access.models.account import Post, User
from shouwang.access.models.event import Event, Reading, Refusal, Seal
from shouwang.access.models.office import Jurisdiction, Lead, Office
from shouwang.access.models.place import County, CountyRegion, Region, RegionCode

__all__ = [
    "County", "CountyRegion", "Event", "Jurisdiction", "Lead", "Office", "Post", "Reading", "Refusal", "Region",
    "RegionCode", "Seal", "User",
]  # fmt: skip
