"""A visit: planned or not, made or why not, and what was seen."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, Event, Office, User
from shouwang.registry.models import File

VISITOR = [
    ("director", "儿童主任"), ("supervisor", "儿童督导员"), ("party_member", "党员干部"), ("resident_cadre", "驻村干部"),
    ("social_worker", "专业社工"), ("police", "民警"), ("teacher", "教师"), ("volunteer", "志愿者"), ("other", "其他"),
]  # fmt: skip
CONCLUSION = [("proper", "妥善照料"), ("improper", "照料不妥"), ("none", "无人监护")]
FINDING = [
    ("alone", "独自居住"), ("dropout", "辍学或失学"), ("ill", "生病未就医"), ("injured", "有伤痕"), ("hungry", "吃穿不足"),
    ("low", "情绪低落"), ("carer_weak", "照料人力不从心"), ("carer_changed", "照料人已变"), ("parents_back", "父母已返乡"),
    ("moved", "已迁走"), ("hazard", "住处有安全隐患"), ("hardship", "家庭困难"),
]  # fmt: skip


class Visit(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="visits", db_index=False)
    planned_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    not_done_because = models.TextField(null=True)
    visitor = models.TextField(choices=VISITOR)
    is_child_seen = models.BooleanField(null=True)
    is_child_heard_alone = models.BooleanField(null=True)
    met = models.TextField(default="", help_text="who was met")
    conclusion = models.TextField(choices=CONCLUSION, null=True)
    findings = ArrayField(models.TextField(choices=FINDING), default=list)
    note = EncryptedTextField(null=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", db_index=False)
    by_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    by_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["county", "file", "-done_on"], name="visit_file"),
            models.Index(fields=["county", "-done_on", "id"], name="visit_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=False) | models.Q(not_done_because__isnull=False),
                name="visit_done_or_why_not",
            )
        ]
