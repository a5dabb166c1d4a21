"""People: children, parents, carers, relatives. A person is one row, whoever's file speaks of them."""

from django.db import models
from django.db.models import F, Q

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County
from shouwang.registry.models.history import keeps_history


class Incapable(models.TextChoices):
    """无监护能力 and its grounds; null is «not collected», never «none»."""

    NONE = "none", "有监护能力"
    SEVERE_ILLNESS = "severe_illness", "重病"
    SEVERE_DISABILITY = "severe_disability", "重残"
    CUSTODY = "custody", "服刑在押"
    DRUG_REHAB = "drug_rehab", "强制隔离戒毒"
    MISSING = "missing", "失联"
    DISQUALIFIED = "disqualified", "被撤销监护资格"
    OTHER = "other", "其他"


@keeps_history
class Person(models.Model):
    """Three-valued throughout: null means that nobody has asked yet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    name = models.TextField()
    pinyin = models.TextField(blank=True, default="")
    sex = models.TextField(choices=[("male", "男"), ("female", "女")], null=True)
    ethnicity = models.TextField(null=True, help_text="GB/T 3304 two digits")
    born_on = models.DateField(null=True)
    citizen_id = EncryptedTextField(null=True)
    citizen_id_index = models.BinaryField(null=True)
    no_citizen_id_because = models.TextField(null=True)
    birth_certificate = models.TextField(null=True)
    phone = EncryptedTextField(null=True)
    phone_index = models.BinaryField(null=True)
    address = EncryptedTextField(null=True)
    alive = models.BooleanField(null=True)
    died_on = models.DateField(null=True)
    away = models.BooleanField(null=True, help_text="外出务工")
    away_since = models.DateField(null=True)
    home_since = models.DateField(null=True)
    work_place = models.TextField(null=True, help_text="务工地点: 省 + 市")
    reachable = models.BooleanField(null=True)
    incapable = models.TextField(choices=Incapable.choices, null=True)
    incapable_confirmed = models.BooleanField(null=True)
    incapable_basis = EncryptedTextField(null=True, help_text="papers on illness, disability or custody")
    incapable_review_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["county", "citizen_id_index"],
                name="person_citizen_id",
                condition=Q(citizen_id_index__isnull=False),
            ),
            models.Index(fields=["county", "phone_index"], name="person_phone", condition=Q(phone_index__isnull=False)),
            models.Index(fields=["county", "pinyin", "born_on"], name="person_likeness"),
        ]

    def __str__(self) -> str:
        return self.name


class Kin(models.Model):
    """`person` is `relation` (GB/T 4761) of `child`; father and mother stand on the child's record itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    child = models.ForeignKey(Person, models.PROTECT, related_name="kin", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    relation = models.TextField(help_text="GB/T 4761 two digits: 61 祖父 62 祖母 63 外祖父 64 外祖母 ...")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "child", "relation", "person"], name="kin_once")]


class Membership(models.Model):
    """`person` lives in the household of that file, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    household_id = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", db_index=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="member_ends_after"
            ),
            models.UniqueConstraint(fields=["county", "household_id", "person", "from_on"], name="member_once"),
        ]
