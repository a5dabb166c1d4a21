"""委托照护: who was asked to look after the child, on which terms, and whether the carer is able to."""

from django.db import models
from django.db.models import F, Q

from shouwang.access.keys import new_id
from shouwang.access.models import County
from shouwang.registry.models import File, Person, Questionnaire
from shouwang.registry.models.care import BANNED, FIT, RELATION

STATE = [("draft", "草拟"), ("signed", "已签"), ("ended", "已终止")]
END = [
    ("parents_back", "父母返乡"), ("carer_unfit", "受托人不具备能力"), ("carer_withdrew", "受托人退出"), ("breach", "不履行"),
    ("expired", "到期"), ("replaced", "另行委托"), ("appointed", "另行指定监护人"),
]  # fmt: skip


class Agreement(models.Model):
    """One agreement from draft to end. A renewed one is a new row that names the former."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="agreements", db_index=False)
    carer = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    relation = models.TextField(choices=RELATION)
    state = models.TextField(choices=STATE, default="draft")
    signed_on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    rights = models.TextField(default="", help_text="权利")
    responsibilities = models.TextField(default="", help_text="责任")
    obligations = models.TextField(default="", help_text="义务")
    schooling = models.TextField(default="", help_text="就学安排")
    board = models.TextField(default="", help_text="食宿安排")
    is_carer_willing = models.BooleanField(null=True)
    child_heard_on = models.DateField(null=True, help_text="the child's own wish was asked (未保法 22)")
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(choices=END, null=True)
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["county", "file", "state"], name="agreement_file"),
            models.Index(fields=["county", "until_on"], name="agreement_until", condition=Q(state="signed")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["county", "file"], condition=Q(state="signed"), name="agreement_one_signed"),
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="agreement_ends_after"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False, from_on__isnull=False, until_on__isnull=False),
                name="agreement_signed_is_dated",
            ),
        ]  # fmt: skip


class Assessment(models.Model):
    """A carer's ability as it was found on a day, with the answers and the version that asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="assessments", db_index=False)
    carer = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+", db_index=False)
    answers = models.JSONField()
    points = models.PositiveSmallIntegerField()
    result = models.TextField(choices=FIT)
    banned = models.TextField(choices=BANNED)
    assessed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["county", "file", "-assessed_on"], name="assessment_file")]
