"""A child that moves to another county: the one row that both counties see. A file itself never changes its county."""

import pgtrigger
from django.db import models
from django.db.models import Q

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, Region

STATE = [
    ("open", "待答复"),
    ("accepted", "对方已接收"),
    ("declined", "对方退回"),
    ("acknowledged", "外地已书面接收"),
    ("withdrawn", "已撤回"),
]
_NEVER_CHANGES = ["sender", "receiver", "receiver_name", "file_id", "giver_id", "passed_on", "offered_on", "offered_at"]


class Transfer(models.Model):
    """The sending file stays open, with its duties, until this is accepted (or, outside, acknowledged on paper).

    It names files and offices of either county by their keys alone: foreign keys stay inside a county. Without a
    receiver the other county is not on this server, and `receiver_name` is all that is known of it.
    """

    lies_between = ("sender_id", "receiver_id")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sender = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(County, models.PROTECT, null=True, related_name="+", db_index=False)
    receiver_name = models.TextField()
    township = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="in the receiving county, if known",
    )
    file_id = models.UUIDField(help_text="the sender's file")
    giver_id = models.UUIDField(null=True, help_text="the sender's office that offers")
    moved_to = EncryptedTextField()
    passed_on = EncryptedTextField(help_text="JSON: facts, kin, carer, names of open duties, who offers")
    offered_on = models.DateField()
    offered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, help_text="first read by the receiver")
    state = models.TextField(choices=STATE, default="open")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True, default="", help_text="office and name")
    answer = EncryptedTextField(null=True, help_text="why declined, or what the paper's receipt says")
    taken_file_id = models.UUIDField(null=True, help_text="the receiver's file")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "file_id"], condition=Q(state="open"), name="transfer_once")
        ]
        indexes = [
            models.Index(fields=["sender", "file_id", "-offered_at"], name="transfer_file"),
            models.Index(fields=["receiver", "state", "-offered_at"], name="transfer_received"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="as_offered", fields=_NEVER_CHANGES),
            pgtrigger.Protect(
                name="answered_once", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__state="open")
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
