"""A child's record: the facts that the plans speak about, as typed columns. Null is «not collected» everywhere."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shouwang.access.models import County
from shouwang.registry.models.file import File
from shouwang.registry.models.history import keeps_history
from shouwang.registry.models.person import Person

SCHOOLING = [
    ("not_in_kindergarten", "未入园"), ("kindergarten", "幼儿园"), ("primary", "小学"), ("junior", "初中"), ("senior", "高中"),
    ("vocational", "中职"), ("dropout", "辍学"), ("not_in_school", "不在学"),
]  # fmt: skip
HEALTH = [("healthy", "健康"), ("disabled", "残疾"), ("ill", "患病")]
HUKOU = [("agricultural", "农村居民"), ("urban", "城镇居民"), ("other", "其他")]
RATING = [("good", "较好"), ("fair", "一般"), ("poor", "差")]
GUARDIANSHIP = [
    ("unattended", "无人监护"), ("parent_incapable", "父或母无监护能力"), ("carer_weak", "受委托人能力不足"), ("fair", "一般"),
    ("good", "较好"),
]  # fmt: skip
CARE_FORM = [
    ("boarding", "学校寄宿"),
    ("social", "社会托管"),
    ("family", "家庭代管"),
    ("parents_back", "父母回归"),
    ("other", "其他"),
]
EXIT = [
    ("sixteen", "满16周岁"),
    ("parents_back", "父母返乡"),
    ("moved", "迁出"),
    ("died", "死亡"),
    ("joined_parents", "随父母外出"),
    ("mistaken", "误列"),
]
INCOME = [
    ("wages", "打工"),
    ("farming", "种养殖"),
    ("relief", "政府救助"),
    ("relatives", "亲朋接济"),
    ("other", "其他"),
]
RELIEF = [
    ("dibao", "低保"),
    ("temporary", "临时救助"),
    ("medical", "医疗救助"),
    ("housing", "住房救助"),
    ("other", "其他"),
]


@keeps_history
class Child(models.Model):
    file = models.OneToOneField(File, models.PROTECT, primary_key=True, related_name="child")
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    father = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    mother = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    listed_on = models.DateField(null=True)
    exited_on = models.DateField(null=True)
    exited_because = models.TextField(choices=EXIT, null=True)
    rural = models.BooleanField(null=True)
    hukou_registered = models.BooleanField(null=True)
    hukou_kind = models.TextField(choices=HUKOU, null=True)
    hukou_place = models.TextField(null=True)
    has_land = models.BooleanField(null=True)
    has_homestead = models.BooleanField(null=True)
    village_member = models.BooleanField(null=True)
    low_income_area = models.BooleanField(null=True)
    health = models.TextField(choices=HEALTH, null=True)
    disability_kind = models.TextField(null=True, help_text="GB/T 26341 1-7")
    disability_grade = models.PositiveSmallIntegerField(null=True)
    illness = models.TextField(null=True)
    schooling = models.TextField(choices=SCHOOLING, null=True)
    school_name = models.TextField(null=True)
    class_name = models.TextField(null=True)
    boarding = models.BooleanField(null=True)
    lives_alone = models.BooleanField(null=True)
    family_hardship = models.BooleanField(null=True)
    without_support = models.BooleanField(null=True, help_text="事实无人抚养")
    guardianship_kind = models.TextField(choices=GUARDIANSHIP, null=True)
    guardianship_rating = models.TextField(choices=RATING, null=True)
    care_form = models.TextField(choices=CARE_FORM, null=True)
    income = ArrayField(models.TextField(choices=INCOME), null=True)
    relief = ArrayField(models.TextField(choices=RELIEF), null=True)
    categories = ArrayField(models.TextField(), default=list, help_text="priority categories: keys of the pack's list")
    supervisor_name = models.TextField(null=True, help_text="专人")
    pledge_signed_on = models.DateField(null=True, help_text="of the pledge that is still valid")
    school_marked_on = models.DateField(null=True)
    system_entered_on = models.DateField(null=True)
    last_called_on = models.DateField(null=True)
    last_met_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["county", "listed_on"], name="child_listed", condition=models.Q(listed_on__isnull=False)
            ),
            models.Index(fields=["county", "father"], name="child_father", condition=models.Q(father__isnull=False)),
            models.Index(fields=["county", "mother"], name="child_mother", condition=models.Q(mother__isnull=False)),
        ]
