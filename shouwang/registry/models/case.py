"""A case's record: what the plans ask of a report, from the hour it came in until the case is closed.

Every column but `file`, `county` and `child_file` is the fact `case.<column>`. Null is «not collected» everywhere; a day
that has not come is null too, and rules ask `known`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shouwang.access.models import County
from shouwang.registry.models.file import File
from shouwang.registry.models.history import keeps_history


@keeps_history
class Case(models.Model):
    file = models.OneToOneField(File, models.PROTECT, primary_key=True, related_name="case")
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    child_file = models.ForeignKey(
        File, models.PROTECT, null=True, related_name="cases", db_index=False, help_text="null: not yet known whose"
    )
    kind = models.TextField(null=True, help_text="which of the plan's cases: a key of the pack's list")
    stage = models.TextField(null=True, help_text="how far it has come: a word of the mechanism that leads it")
    reported_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    on_site_on = models.DateField(null=True, help_text="police were there")
    township_told_on = models.DateField(null=True)
    parents_reached = models.BooleanField(null=True)
    parents_back = models.BooleanField(null=True)
    child_safe = models.BooleanField(null=True)
    child_seen_on = models.DateField(null=True)
    danger = models.BooleanField(null=True, help_text="in danger where the child is")
    needs_medical = models.BooleanField(null=True)
    needs_injury_assessment = models.BooleanField(null=True)
    is_crime = models.BooleanField(null=True)
    is_minor_neglect = models.BooleanField(null=True, help_text="情节特别轻微")
    place_kind = models.TextField(null=True, help_text="where the child was taken: a key of the pack's list")
    placed_on = models.DateField(null=True)
    placement_ended_on = models.DateField(null=True)
    assessed_on = models.DateField(null=True)
    help_needed = models.BooleanField(null=True)
    plan_made_on = models.DateField(null=True)
    grounds = ArrayField(models.TextField(), null=True, help_text="unattended, refused, severe_harm ...; empty: none")
    educated_before = models.BooleanField(null=True, help_text="经教育不改的先前教育")
    refused_since = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(null=True)
    is_sealed = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["county", "child_file"], name="case_child", condition=models.Q(child_file__isnull=False)
            )
        ]
