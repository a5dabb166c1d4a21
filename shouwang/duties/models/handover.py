"""Hand-over when a post changes: nobody lets go before somebody holds."""

from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models import County, Post, User


class HandOver(models.Model):
    """`giver` hands the post's work over; each item names its receiver, who accepts or refuses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    giver = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    completed_at = models.DateTimeField(null=True)
    reason = models.TextField()


class HandOverItem(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="items", db_index=False)
    kind = models.TextField(choices=[("file", "档案"), ("duty", "待办")])
    file_id = models.UUIDField()
    rule = models.TextField(default="")
    receiver = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    answer = models.TextField(
        choices=[("open", "待接收"), ("accepted", "已接收"), ("refused", "已拒绝")], default="open"
    )
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "hand_over", "kind", "file_id", "rule"], name="hand_over_item_once"
            )
        ]
        indexes = [models.Index(fields=["county", "receiver", "answer"], name="hand_over_receiver")]
