"""问卷: what a county asks when it assesses, and how the answers count."""

from hashlib import sha256

from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models import County

PURPOSE = [("carer", "受托人照护能力"), ("child", "儿童风险")]


class Questionnaire(models.Model):
    """A scale of a county. Versions are never edited: a new version is a new row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    purpose = models.TextField(choices=PURPOSE)
    title = models.TextField()
    version = models.TextField()
    items = models.JSONField(
        help_text="[{key, question, answers: [{key, label, points}]}], of a child with {dimension}"
    )
    upper_from = models.PositiveSmallIntegerField(help_text="points from which a carer is fit, a child's risk high")
    lower_from = models.PositiveSmallIntegerField(help_text="points from which a carer is weak, a child's risk medium")
    in_use_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "purpose", "title", "version"], name="questionnaire_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def mark(self) -> str:
        """Eight signs that tell this version from others in a form: an answer to one is none to another."""
        return sha256(f"{self.title}|{self.version}".encode()).hexdigest()[:8]
