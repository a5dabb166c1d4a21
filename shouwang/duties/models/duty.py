"""A duty: a clause applied to a file. Its state is a function of the day; every change of state leaves a flip.

The table holds what is open or lies ahead: one row for each file, rule, owner's function, trigger and leading office.
"""

from django.db import models
from django.db.models import Q

from shouwang.access.keys import new_id
from shouwang.access.models import County, Office, Region
from shouwang.registry.models import File


class Duty(models.Model):
    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    pack = models.TextField()
    rule = models.TextField()
    owner = models.TextField(help_text="the function that owes it: an actor's word")
    trigger = models.TextField(default="", help_text="the day that set it off; empty for periodic and standing duties")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False,
        help_text="who leads the function there; null: nobody does",
    )  # fmt: skip
    village = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    township = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    school = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)
    opens_on = models.DateField()
    warn_on = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="null: the calendar of that year is not published")
    last_done_on = models.DateField(null=True)
    note = models.TextField(default="")
    is_case = models.BooleanField(default=False, help_text="hangs on a case: no list of a place shows it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "file", "pack", "rule", "owner", "trigger", "office"],
                nulls_distinct=False,
                name="duty_once",
            )
        ]
        indexes = [
            models.Index(  # home counts an office's duties by rule, village and state without touching the rows
                fields=["county", "office", "due_on", "id"],
                include=["pack", "rule", "village", "opens_on", "warn_on"],
                name="duty_today",
            ),
            models.Index(fields=["county", "township", "due_on", "id"], name="duty_township"),
            models.Index(fields=["county", "village", "due_on", "id"], name="duty_village"),
            models.Index(  # and what others owe in a whole county
                fields=["county", "due_on", "id"],
                include=["office", "pack", "rule", "village", "opens_on", "warn_on", "is_case"],
                name="duty_due",
            ),
            models.Index(fields=["county", "due_on", "file"], name="duty_case", condition=Q(is_case=True)),
        ]


class Mark(models.Model):
    """The first and last day on which an event of one kind was done for a file: the events, folded for reckoning."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file_id = models.UUIDField()
    what = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "file_id", "what"], name="mark_once")]


class Holding(models.Model):
    """Since which day a rule's `while` holds for a file, of rules that count from then. No fact says it, so it is kept.

    Gone as soon as the condition holds no more: the next time counts anew.
    """

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file_id = models.UUIDField()
    pack = models.TextField()
    rule = models.TextField()
    since_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "file_id", "pack", "rule"], name="holding_once")]


class Wake(models.Model):
    """The next day on which a file's duties may change although nobody does anything: a birthday, the end of a term."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file_id = models.UUIDField()
    wake_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "file_id"], name="wake_once")]
        indexes = [models.Index(fields=["county", "wake_on"], name="wake_day")]


class Flip(models.Model):
    """A duty changed its state: done in time, done late, fell late, or fell away (with the reason)."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file_id = models.UUIDField()
    pack = models.TextField()
    rule = models.TextField()
    owner = models.TextField()
    trigger = models.TextField(default="")
    office_id = models.UUIDField(null=True)
    township_id = models.IntegerField(null=True)
    village_id = models.IntegerField(null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    new_state = models.TextField(
        choices=[("done", "按期完成"), ("done_late", "逾期完成"), ("late", "逾期"), ("lapsed", "不再适用")]
    )
    at = models.DateTimeField()
    event_id = models.UUIDField(null=True)
    is_case = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["county", "rule", "due_on"], name="flip_rule"),
            models.Index(fields=["county", "file_id", "-at"], name="flip_file"),
        ]


class Rung(models.Model):
    """A late duty was raised one rung of the plan's ladder. The late one sees it first, the next function after it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file_id = models.UUIDField()
    pack = models.TextField()
    rule = models.TextField()
    owner = models.TextField()
    trigger = models.TextField(default="")
    township = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    village = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    step = models.PositiveSmallIntegerField(help_text="0: the late one itself")
    function = models.TextField()
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField()
    raised_on = models.DateField()
    settled_on = models.DateField(null=True)
    is_case = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "file_id", "pack", "rule", "owner", "trigger", "due_on", "step", "office"],
                nulls_distinct=False,
                name="rung_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["county", "office", "raised_on", "id"], name="rung_office", condition=Q(settled_on__isnull=True)
            )
        ]
