"""Working days and school terms, a table per county, editable; a year that is not there has not been published."""

from django.db import models

from shouwang.access.models import County


class WorkingDay(models.Model):
    """Days off and made-up working days of one year; a loaded year has at least one row."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    day = models.DateField()
    is_working = models.BooleanField()
    name = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "day"], name="working_day_once")]


class Term(models.Model):
    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    name = models.TextField()
    begins_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "begins_on"], name="term_once")]
