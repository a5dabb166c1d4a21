"""A report as it was sent, and, in a table of its own, who sent it.

Nothing leads from a case to its reporter but `Reporter.report`; no other table holds an account, a post, an office or an
address of a reporter. What a person wrote is sealed: it may tell who wrote it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County
from shouwang.registry.models import File

SEX = [("male", "男"), ("female", "女")]
HARM = [
    ("bodily", "身体伤害"),
    ("sexual", "性侵害"),
    ("neglect", "忽视、无人照料"),
    ("mental", "精神伤害"),
    ("accident", "意外伤害"),
    ("other", "其他"),
    ("unknown", "不详"),
]
GRAVITY = [("danger", "正在危险中"), ("injured", "已受伤"), ("not_injured", "未见受伤"), ("unknown", "不详")]
WAY = [("public", "扫码"), ("account", "账号"), ("desk", "电话")]
CITIZEN = "citizen"


class Report(models.Model):
    """What somebody saw. Everything but the moment may be missing: a report waits for nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="reports", db_index=False, help_text="its case")
    received_at = models.DateTimeField()
    found_on = models.DateField(null=True, help_text="day on which it was noticed")
    found_at = models.TimeField(null=True, help_text="hour on that day")
    circumstances = ArrayField(models.TextField(), default=list, help_text="keys of the plans' lists")
    harm = models.TextField(choices=HARM, default="", blank=True)
    gravity = models.TextField(choices=GRAVITY, default="", blank=True)
    course = EncryptedTextField(null=True)
    since = EncryptedTextField(null=True, help_text="since when, roughly")
    place = EncryptedTextField(null=True, help_text="where, in the reporter's own words")
    child_name = EncryptedTextField(null=True)
    name_sound = models.BinaryField(
        null=True, help_text="blind index of the name's pinyin: the same child reported twice"
    )
    child_age = models.PositiveSmallIntegerField(null=True)
    child_sex = models.TextField(choices=SEX, default="", blank=True)
    looks = EncryptedTextField(null=True)
    wants_protection = models.BooleanField(default=False)
    refused_files = models.PositiveSmallIntegerField(default=0, help_text="photos and recordings that were not taken")
    sent_key = models.BinaryField(help_text="digest of what was sent: the same sent twice is one report")
    receipt_key = models.BinaryField(help_text="digest of the receipt code; the code itself is nowhere")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "sent_key"], name="report_once"),
            models.UniqueConstraint(fields=["county", "receipt_key"], name="report_receipt"),
        ]
        indexes = [
            models.Index(fields=["county", "file"], name="report_file"),
            models.Index(fields=["county", "received_at"], name="report_latest"),
            models.Index(
                fields=["county", "name_sound", "received_at"],
                name="report_sound",
                condition=models.Q(name_sound__isnull=False),
            ),
        ]


class Reporter(models.Model):
    """Who made a report. Read by `reveal_reporter` alone: with the right `reporter.unveil`, for a reason, on record.

    `kind` (an actor's word, or `citizen`) is counted for the county and shown nowhere else. `account` and `typed_by` are
    sealed texts, not keys: no query over accounts finds a report.
    """

    report = models.OneToOneField(Report, models.PROTECT, primary_key=True, related_name="+")
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField(default=CITIZEN)
    way = EncryptedTextField(null=True)
    name = EncryptedTextField(null=True)
    phone = EncryptedTextField(null=True)
    unit = EncryptedTextField(null=True)
    account = EncryptedTextField(null=True)
    typed_by = EncryptedTextField(null=True, help_text="who at the desk wrote it down")


class Attempt(models.Model):
    """How often something was tried within an hour: receipt codes asked for, reports sent. Known before any county is.

    `bucket` is a keyed digest of what, where from and when; the address itself is not kept.
    """

    bucket = models.BinaryField(primary_key=True, max_length=16)
    times = models.PositiveIntegerField(default=0)
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until_at"], name="attempt_until")]
