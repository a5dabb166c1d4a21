"""The trail: what was done (events) and who looked at whose file (readings). Rows are only ever added.

The triggers stop the owner too; TRUNCATE is simply never granted to the role that serves.
"""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models.account import Post, User
from shouwang.access.models.office import Office
from shouwang.access.models.place import County
from shouwang.access.sealing import unseal


class Event(models.Model):
    """Something was done: `done_on` is the day it was done, `entered_at` the moment it was written down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file_id = models.UUIDField(null=True, help_text="the file that it hangs on; null for an account or a setting")
    what = models.TextField()
    done_on = models.DateField()
    entered_at = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    detail = models.JSONField(default=dict)
    proof_of = models.TextField(blank=True, default="", help_text="`model:id` of the record that it left")
    batch_id = models.UUIDField(null=True, help_text="the import that it came with")

    class Meta:
        indexes = [
            models.Index(fields=["county", "file_id", "what", "done_on"], name="event_file"),
            models.Index(fields=["county", "what", "done_on"], name="event_what"),
            models.Index(fields=["county", "batch_id"], name="event_batch", condition=models.Q(batch_id__isnull=False)),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    @property
    def opened(self) -> dict[str, Any]:
        """The detail with its sealed texts readable (each a SealedText, which knows how it is veiled)."""
        opened: dict[str, Any] = unseal(self.detail)
        return opened


class Reading(models.Model):
    """Somebody opened a file, a list or a download of it. Answers «who looked at this child?»."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file_id = models.UUIDField(null=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    what = models.TextField(help_text="the page, e.g. file, unveil, export")
    address = models.GenericIPAddressField(null=True)
    detail = models.JSONField(default=dict, help_text="reason, number of rows, field unveiled")

    class Meta:
        indexes = [
            models.Index(fields=["county", "file_id", "-at"], name="reading_file"),
            models.Index(fields=["county", "user", "-at"], name="reading_user"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Refusal(models.Model):
    """Somebody was turned away: a page that the post may not see (403), or a file outside the scope (404).

    One row an account, page and minute, however often it was tried: nobody fills the disk by trying.
    """

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(help_text="the minute")
    page = models.TextField(help_text="the name of the address, never the address itself; empty: there is no such page")
    status = models.PositiveSmallIntegerField()
    objects_tried = ArrayField(models.TextField(), default=list, help_text="the first keys that were asked for")
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "user", "at", "page", "status"], name="refusal_once_a_minute")
        ]
        indexes = [models.Index(fields=["county", "-at", "-id"], name="refusal_day")]


class Seal(models.Model):
    """A closed stretch of a county's events: a digest over its rows in order and over the seal before it (access.chain)."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField(help_text="1, 2, 3 ... within the county")
    after_id = models.UUIDField(help_text="the stretch begins behind this key")
    until_id = models.UUIDField(help_text="and ends with it")
    rows = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="seal_number")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
