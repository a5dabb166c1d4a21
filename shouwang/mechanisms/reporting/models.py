"""A report as it was sent: figures locked, dated, signed for by each receiver, returned for correction with a reason."""

from django.db import models
from django.db.models import F, Q

from shouwang.access.keys import new_id
from shouwang.access.models import County, Office, User
from shouwang.registry.models import File

STATE = [("submitted", "已报送"), ("acknowledged", "已签收"), ("returned", "已退回"), ("replaced", "已重报")]


class Submission(models.Model):
    """One unit's report of one period. A corrected one is a new version; the former stays as it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(File, models.PROTECT, related_name="submissions", db_index=False)
    period_from = models.DateField()
    period_until = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.TextField(choices=STATE, default="submitted")
    figures = models.JSONField(help_text="the 32 columns and the uncollected, as they stood")
    note = models.TextField(default="")
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    returned_because = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "unit", "period_until", "version"], name="submission_once"),
            models.UniqueConstraint(
                fields=["county", "unit", "period_until"],
                condition=Q(state__in=["submitted", "acknowledged"]),
                name="submission_one_valid",
            ),
            models.CheckConstraint(condition=Q(period_until__gte=F("period_from")), name="submission_period"),
        ]
        indexes = [models.Index(fields=["county", "-submitted_at"], name="submission_latest")]


class Receipt(models.Model):
    """A copy for an office that the plan names; it counts as copied when that office has signed for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="receipts", db_index=False)
    function = models.TextField(help_text="an actor's word: education_bureau, police")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "submission", "function", "office"], nulls_distinct=False, name="receipt_once"
            )
        ]
        indexes = [
            models.Index(fields=["county", "office"], name="receipt_open", condition=Q(received_at__isnull=True))
        ]
