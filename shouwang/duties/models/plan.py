"""Which packs a county has adopted, and what it chose where the text leaves the choice to it."""

from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models import County, User


class Adoption(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    pack = models.TextField(help_text="the pack's id")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "pack", "from_on"], name="adoption_once")]


class Choice(models.Model):
    """The county's own figure for a parameter, from a day on. Never mixed with the text's or the law's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    pack = models.TextField()
    parameter = models.TextField()
    value = models.JSONField()
    from_on = models.DateField()
    reason = models.TextField()
    chosen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "pack", "parameter", "from_on", "chosen_at"], name="choice_once")
        ]
