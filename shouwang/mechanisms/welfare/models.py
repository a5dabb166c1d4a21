"""A claim: one benefit for one family, from the first word about it to what became of it."""

from django.db import models
from django.db.models import F, Q

from shouwang.access.keys import new_id
from shouwang.access.models import County
from shouwang.registry.models import File

STATE = [
    ("offered", "已告知"),
    ("applied", "已申请"),
    ("granted", "已批准"),
    ("refused", "未批准"),
    ("delivered", "已落实"),
]


class Claim(models.Model):
    """`benefit` in the plan's words. Hangs on a child's file, or on a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False)
    benefit = models.TextField()
    state = models.TextField(choices=STATE)
    offered_on = models.DateField(null=True)
    applied_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    number = models.TextField(default="", help_text="of the decision")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="claim_ends_after"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "refused", "delivered"]) | Q(decided_on__isnull=False),
                name="claim_decided_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "file", "benefit"], name="claim_of"),
            models.Index(fields=["county", "state", "applied_on"], name="claim_state"),
        ]

    def __str__(self) -> str:
        return self.benefit
