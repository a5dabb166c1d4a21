"""A roster that was sent in: the file, its rows as they were understood, and what was decided about each."""

from django.db import models
from django.db.models import F

from shouwang.access.keys import new_id
from shouwang.access.models import County, Office, Post, User

STATE = [
    ("waiting", "等待检查"), ("reading", "正在检查"), ("mapping", "需要对栏目"), ("refused", "不能读取"), ("checked", "待确认"),
    ("saving", "正在入库"), ("saved", "已入库"), ("withdrawing", "正在撤回"), ("withdrawn", "已撤回"),
]  # fmt: skip
VERDICT = [("new", "新增"), ("same", "相同"), ("changed", "有变化"), ("perhaps", "疑似重复"), ("refused", "退回")]


class Batch(models.Model):
    """One file from one sender. Nothing is written into the registry before the sender says so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    file_name = models.TextField()
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.TextField()
    state = models.TextField(choices=STATE, default="waiting")
    trouble = models.TextField(default="", help_text="why it cannot be read, in the words for the sender")
    mapping = models.JSONField(default=dict, help_text="column key -> position; what the sender chose by hand")
    unmatched = models.JSONField(
        default=list, help_text="headings that no column claims: [{title, learned_as, suggestion}]"
    )
    missing = models.JSONField(default=list, help_text="required columns that the file lacks")
    counts = models.JSONField(default=dict, help_text="verdict -> rows")
    rows_read = models.PositiveIntegerField(default=0)
    rows_saved = models.PositiveIntegerField(default=0)
    saved_up_to = models.PositiveIntegerField(
        default=0, help_text="rows up to this number are in, but for those that are not to be"
    )
    is_lists_opened = models.BooleanField(default=True, help_text="new children are listed on the ledger at once")
    beat_at = models.DateTimeField(null=True, help_text="last sign of life of the work in the background")
    sent_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "-sent_at"], name="roster_sent")]


class Lines(models.QuerySet["Line"]):
    def to_be_saved(self) -> "Lines":
        """Those that go into the registry: neither refused, nor unchanged, nor skipped, nor still in doubt."""
        wanted = self.exclude(verdict__in=("refused", "same")).exclude(decision="skip")
        return wanted.exclude(verdict="perhaps", decision="").order_by("number")

    def saved(self) -> "Lines":
        """Those that are in."""
        return self.to_be_saved().filter(number__lte=F("batch__saved_up_to"))


class Line(models.Model):
    """One row of the file, sealed: it holds names and numbers of people who may never enter the registry."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField(help_text="the row as the sender sees it, from 1")
    sealed = models.BinaryField(help_text="encrypted JSON of the cleaned values")
    verdict = models.TextField(choices=VERDICT)
    file_id = models.UUIDField(
        null=True,
        help_text="the file that it is, or perhaps is, or is to become: a new child's is not there before saving",
    )
    changes = models.BinaryField(null=True, help_text="encrypted JSON {fact: [old, new]}")
    problems = models.JSONField(default=list, help_text="[{column, code, details, is_warning}]")
    decision = models.TextField(
        default="", choices=[("", "—"), ("new", "另建新档"), ("same", "同一人"), ("skip", "跳过")]
    )

    objects = Lines.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "batch", "number"], name="roster_line_once")]
        indexes = [models.Index(fields=["county", "batch", "verdict", "number"], name="roster_line_verdict")]


class LearnedHeading(models.Model):
    """A sender's own word for a column, learned once."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+", db_index=False)
    heading = models.TextField()
    column = models.TextField(blank=True, help_text="empty: this heading is to be ignored")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "office", "heading"], nulls_distinct=False, name="learned_heading_once"
            )
        ]
