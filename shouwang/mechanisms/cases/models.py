"""Who was offered a case and what they answered; and how far a silent case was raised."""

from django.db import models
from django.db.models import Q

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, Office, User
from shouwang.registry.models import CasePart, File

ANSWER = [("open", "待答复"), ("accepted", "已接收"), ("declined", "已退回")]
CLOSED_BECAUSE = [
    ("settled", "儿童安全、帮扶落实"),
    ("mistaken", "查为误报"),
    ("grown", "儿童已满十八周岁"),
    ("moved", "移交外地，对方已接收"),
    ("died", "儿童死亡"),
]


class CaseHandOver(models.Model):
    """The holder offers the case to a named office, and goes on holding it until that office has accepted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False)
    giver = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    part = models.TextField(help_text="the function in which the receiver will hold it: an actor's word")
    reason = EncryptedTextField()
    offered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    offered_at = models.DateTimeField()
    answer = models.TextField(choices=ANSWER, default="open")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    declined_because = EncryptedTextField(null=True)
    next_offer = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "file"], condition=Q(answer="open"), name="hand_over_one_open"),
        ]
        indexes = [
            models.Index(fields=["county", "file", "offered_at"], name="case_hand_over_case"),
            models.Index(fields=["county", "receiver"], name="case_hand_over_open", condition=Q(answer="open")),
        ]


class Alarm(models.Model):
    """A case whose holder has been silent since `silent_since` was raised to an office: `step` 0 is the holder itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    part = models.ForeignKey(CasePart, models.PROTECT, related_name="+", db_index=False)
    silent_since = models.DateTimeField()
    step = models.PositiveSmallIntegerField()
    function = models.TextField()
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "part", "silent_since", "step", "office"], nulls_distinct=False, name="alarm_once"
            ),
        ]
