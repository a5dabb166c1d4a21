"""Who takes part in a case, who may look into a sealed one, and what was asked of whom."""

from django.db import models
from django.db.models import F, Q

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, Office, User
from shouwang.registry.models.file import File

TASK_STATE = [("open", "待办"), ("done", "已办结"), ("returned", "已退回")]


class CasePart(models.Model):
    """An office takes part from a moment until a moment. One of them holds the case: nobody lets go before somebody holds.

    `part` is the function (an actor's word) in which it takes part; `person` who of the office took the case over by name.
    `heard_at` is the last moment at which it wrote
    something down; the holder's silence is counted from there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="parts", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    part = models.TextField()
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    is_holder = models.BooleanField(default=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")), name="part_ends_after"
            ),
            models.UniqueConstraint(
                fields=["county", "file"], condition=Q(is_holder=True, until_at__isnull=True), name="case_one_holder"
            ),
            models.UniqueConstraint(
                fields=["county", "file", "office"], condition=Q(until_at__isnull=True), name="case_part_once"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "file", "from_at"], name="part_case"),
            models.Index(fields=["county", "office", "file"], name="part_office", condition=Q(until_at__isnull=True)),
            models.Index(
                fields=["county", "heard_at", "id"],
                name="part_silence",
                condition=Q(is_holder=True, until_at__isnull=True),
            ),
        ]


class CaseReader(models.Model):
    """A person to whom a sealed case is open, and why. Broken glass is such a row that ends by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="readers", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    reason = EncryptedTextField()
    is_emergency = models.BooleanField(default=False, help_text="the glass was broken")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["county", "user", "file"], name="reader_user"),
            models.Index(fields=["county", "file"], name="reader_case"),
        ]


class CaseTask(models.Model):
    """What was asked of an office: what to do, never why. It sees this row and nothing of the case.

    `child_file` is given when the office has to know for whom; `act` when the answer is one act of a mechanism.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="tasks", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    child_file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", db_index=False)
    what = EncryptedTextField()
    act = models.TextField(blank=True, default="", help_text="the event that answers it")
    due_on = models.DateField(null=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    given_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    state = models.TextField(choices=TASK_STATE, default="open")
    answer = EncryptedTextField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state="open") | Q(answered_at__isnull=False), name="case_task_answered"),
        ]
        indexes = [
            models.Index(fields=["county", "office", "state", "given_at", "id"], name="case_task_office"),
            models.Index(fields=["county", "file", "given_at"], name="case_task_case"),
        ]
