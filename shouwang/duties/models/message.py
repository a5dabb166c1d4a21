"""The outbox: what is to be told to whom, over which channel. A row is written with the event and survives a crash."""

from django.db import models
from django.db.models import Q

from shouwang.access.keys import new_id
from shouwang.access.models import County, User


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    channel = models.TextField(
        choices=[("app", "站内"), ("email", "邮件"), ("sms", "短信"), ("wecom", "企业微信"), ("dingtalk", "钉钉")]
    )
    kind = models.TextField(help_text="digest, escalation, hand_over, report ...")
    subject = models.TextField()
    body = models.TextField()
    link = models.TextField(default="")
    once_key = models.TextField(help_text="the same thing is told once: digest:2026-11-22")
    made_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True, help_text="quiet at night")
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "user", "channel", "once_key"], name="message_once")]
        indexes = [
            models.Index(fields=["county", "made_at"], name="message_unsent", condition=Q(sent_at__isnull=True)),
            models.Index(fields=["county", "user", "-made_at"], name="message_user"),
        ]
