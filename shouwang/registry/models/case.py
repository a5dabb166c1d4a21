"""A case's record: what the plans ask of a report, from the hour it came in until the case is closed.

Every column but `file`, `county` and `child_file` is the fact `case.<column>`. Null is «not collected» everywhere; a day
that has not come is null too, and rules ask `known`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shouwang.access.models import County
from shouwang.registry.models.file import File
from shouwang.registry.models.history import keeps_history

CIRCUMSTANCES = (
    "alone",
    "incapable",
    "neglect",
    "uncared",
    "missing",
    "violence",
    "abuse",
    "abandoned",
    "harm",
    "accident",
    "other_circumstance",
)
"""The columns that say what was reported; a plan's list names those that it knows."""
PLACE_KIND = [
    ("relative", "近亲属"),
    ("village", "村（居）委会"),
    ("rescue_station", "救助管理机构"),
    ("welfare_institution", "福利机构"),
    ("shelter", "临时庇护场所"),
]
RISK_LEVEL = [
    ("low", "低"),
    ("medium", "中"),
    ("high", "高"),
]
STAGE = [
    ("received", "待受理"),
    ("accepted", "处置中"),
    ("handled", "待评估"),
    ("assessed", "帮扶中"),
    ("closed", "已结案"),
]


@keeps_history
class Case(models.Model):
    file = models.OneToOneField(File, models.PROTECT, primary_key=True, related_name="case")
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    child_file = models.ForeignKey(
        File, models.PROTECT, null=True, related_name="cases", db_index=False, help_text="null: not yet known whose"
    )
    alone = models.BooleanField(null=True, help_text="单独居住生活")
    incapable = models.BooleanField(null=True, help_text="监护人丧失监护能力")
    neglect = models.BooleanField(null=True, help_text="监护人不履行监护责任")
    uncared = models.BooleanField(null=True, help_text="一方外出另一方无监护能力或无人监护")
    missing = models.BooleanField(null=True, help_text="失踪")
    violence = models.BooleanField(null=True, help_text="疑似遭受家庭暴力")
    abuse = models.BooleanField(null=True, help_text="遭受虐待")
    abandoned = models.BooleanField(null=True, help_text="被遗弃")
    harm = models.BooleanField(null=True, help_text="疑似遭受不法侵害")
    accident = models.BooleanField(null=True, help_text="疑似遭受意外伤害")
    other_circumstance = models.BooleanField(null=True, help_text="其他应报情形")
    dangerous = models.BooleanField(null=True, help_text="处于危险状态")
    needs_shelter = models.BooleanField(null=True, help_text="有必要安置")
    parents_reached = models.BooleanField(null=True, help_text="已联系上父母")
    parents_back = models.BooleanField(null=True, help_text="父母已返回")
    carer_named = models.BooleanField(null=True, help_text="已重新确定受委托人")
    child_safe = models.BooleanField(null=True, help_text="儿童已安全")
    placed = models.BooleanField(null=True, help_text="正在临时监护照料")
    long_term = models.BooleanField(null=True, help_text="已转入长期监护")
    place_kind = models.TextField(choices=PLACE_KIND, null=True)
    child_seen_on = models.DateField(null=True, help_text="见到儿童本人日期")
    mistaken = models.BooleanField(null=True, help_text="查为误报")
    confirmed = models.BooleanField(null=True, help_text="查实监护失职或侵害")
    help_needed = models.BooleanField(null=True, help_text="需要帮扶服务")
    needs_medical = models.BooleanField(null=True, help_text="需要医疗救治")
    needs_counselling = models.BooleanField(null=True, help_text="需要心理疏导")
    needs_correction = models.BooleanField(null=True, help_text="需要行为矫治")
    needs_guidance = models.BooleanField(null=True, help_text="需要监护指导")
    needs_legal_aid = models.BooleanField(null=True, help_text="需要法律援助")
    needs_legal_service = models.BooleanField(null=True, help_text="需要其他法律服务")
    has_hazard = models.BooleanField(null=True, help_text="有风险隐患")
    hardship = models.BooleanField(null=True, help_text="家庭困难且符合救助福利政策")
    sudden_hardship = models.BooleanField(null=True, help_text="突发事件致困")
    risk_level = models.TextField(choices=RISK_LEVEL, null=True)
    neglect_continues = models.BooleanField(null=True, help_text="仍不履行监护职责")
    serious = models.BooleanField(null=True, help_text="情节严重或造成严重后果")
    dependent = models.BooleanField(null=True, help_text="儿童没有独立生活能力")
    trifling = models.BooleanField(null=True, help_text="情节特别轻微")
    punishable = models.BooleanField(null=True, help_text="有必要处罚")
    criminal = models.BooleanField(null=True, help_text="涉嫌犯罪")
    unattended = models.BooleanField(null=True, help_text="置于无人监管看护状态")
    in_danger = models.BooleanField(null=True, help_text="因此面临危险")
    relapsed_on = models.DateField(null=True, help_text="经教育后再次发生日期")
    refused_since = models.DateField(null=True, help_text="拒不履行监护起始日期")
    destitute = models.BooleanField(null=True, help_text="生活无着")
    gravely_harmed = models.BooleanField(null=True, help_text="身心健康严重受损")
    should_petition = models.BooleanField(null=True, help_text="应当申请撤销而未申请")
    guardian_removed = models.BooleanField(null=True, help_text="监护人资格已撤销")
    child_offender = models.BooleanField(null=True, help_text="儿童涉罪")
    child_victim = models.BooleanField(null=True, help_text="儿童为被害人")
    reported_on = models.DateField(null=True, help_text="报告日期")
    stage = models.TextField(choices=STAGE, null=True)
    closed_on = models.DateField(null=True, help_text="结案日期")
    is_sealed = models.BooleanField(null=True, help_text="已封存")
    grounds = ArrayField(models.TextField(), null=True, help_text="keys of the pack's list of grounds; empty: none")
    closed_because = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["county", "child_file"], name="case_child", condition=models.Q(child_file__isnull=False)
            )
        ]
