"""The chain of care: who really looks after the child, from which day until which day. No overlap, no silent gap.

A time when nobody does is a spell of its own (`kind` none), so a hole is a row that somebody has to answer for.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from shouwang.access.keys import new_id
from shouwang.access.models import County
from shouwang.registry.models.file import File
from shouwang.registry.models.history import keeps_history
from shouwang.registry.models.person import Person

KIND = [
    ("parents", "父母照料"), ("agreement", "委托照护"), ("informal", "代为照看（未签协议）"), ("institution", "机构照料"), ("none", "无人照料"),
]  # fmt: skip
RELATION = [
    ("grandparent", "祖父母/外祖父母"), ("relative", "其他亲属"), ("friend", "朋友邻居"), ("institution", "机构"), ("parent", "父母"), ("other", "其他"),
]  # fmt: skip
FIT = [("fit", "合格"), ("weak", "不足"), ("unfit", "不具备")]
BANNED = [
    ("none", "无禁止情形"), ("violence", "曾实施性侵害、虐待、遗弃、拐卖、暴力伤害等"), ("bad_habits", "有吸毒、酗酒、赌博等恶习"),
    ("neglected_duty", "曾拒不履行或者长期怠于履行监护、照护职责"), ("other", "其他不适宜担任被委托人的情形"),
]  # fmt: skip
AGREEMENT = [("none", "无"), ("draft", "草拟"), ("signed", "已签"), ("ended", "已终止")]


class Days(Func):
    function = "daterange"
    output_field = DateRangeField()


class Hashed(Func):
    """A key as a number without order. GiST cannot tell keys apart that begin with the same time: it would read the whole
    index for one file. (And it holds the file as text, so that the planner does not take it for a way to find a file.)
    """

    function = "uuid_hash"
    output_field = models.IntegerField()


@keeps_history
class CareSpell(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="care", db_index=False)
    kind = models.TextField(choices=KIND)
    carer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    relation = models.TextField(choices=RELATION, null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="last day; null while it lasts")
    fit = models.TextField(choices=FIT, null=True)
    willing = models.BooleanField(null=True)
    banned = models.TextField(choices=BANNED, null=True)
    agreement = models.TextField(choices=AGREEMENT, default="none")
    agreed_from = models.DateField(null=True)
    agreed_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "file", "from_on"], name="care_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="care_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(kind="none") | Q(carer__isnull=False) | Q(kind__in=["parents", "institution"]),
                name="care_has_carer",
            ),
            models.UniqueConstraint(
                fields=["county", "file"], condition=Q(until_on__isnull=True), name="care_one_open"
            ),
            ExclusionConstraint(
                name="care_no_overlap",
                expressions=[
                    (F("county"), RangeOperators.EQUAL),
                    (Hashed("file"), RangeOperators.EQUAL),
                    (Cast("file", models.TextField()), RangeOperators.EQUAL),
                    (
                        Days("from_on", "until_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
