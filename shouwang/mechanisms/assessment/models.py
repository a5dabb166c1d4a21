"""What was found by an assessment, and the services that follow from it: by whom, from when, what became of them."""

from django.db import models

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, Event
from shouwang.registry.models import File, Questionnaire
from shouwang.registry.models.case import RISK_LEVEL

RATING = [("good", "好"), ("fair", "一般"), ("poor", "差"), ("unknown", "未查明")]


class Assessment(models.Model):
    """评估: points for each of the plan's dimensions, by the version that asked, and what they rest on. Never edited: a
    review is a new row. A dimension about which the questionnaire asks nothing is rated."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False, help_text="a case or a child")
    assessed_on = models.DateField()
    dimensions = models.JSONField(help_text="[{key, name, points, most}] or [{key, name, rating}], in that day's words")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, null=True, related_name="+", db_index=False)
    answers = EncryptedTextField(null=True, help_text="{item key: answer key} as JSON")
    points = models.PositiveSmallIntegerField(null=True)
    suggested_level = models.TextField(choices=RISK_LEVEL, null=True, help_text="by the points")
    level_reason = EncryptedTextField(null=True, help_text="why the level is another than the suggested one")
    findings = EncryptedTextField(help_text="what the ratings rest on")
    risk_level = models.TextField(choices=RISK_LEVEL)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["county", "file", "-assessed_on"], name="assessment_of")]


class Service(models.Model):
    """A service that was arranged: a referral with a provider who answers for it, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False, help_text="the case")
    kind = models.TextField(help_text="in the plan's words")
    provider = models.TextField()
    contact = models.TextField(help_text="who answers for it there")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True, help_text="the last time")
    result = models.TextField(default="")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["county", "file", "from_on"], name="service_of")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.provider}"
