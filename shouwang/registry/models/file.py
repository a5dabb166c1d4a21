"""A file (档案): one thing, one file, one place in the region tree, one history."""

from uuid import UUID

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from shouwang.access.keys import new_id
from shouwang.access.models import County, Office, Region, User
from shouwang.access.scope import Scope, applies
from shouwang.registry.models import name_gram
from shouwang.registry.models.history import keeps_history
from shouwang.registry.models.person import Person


class FileKind(models.TextChoices):
    CHILD = "child", "儿童"
    ELDER = "elder", "老人"
    WOMAN = "woman", "妇女"
    HOUSEHOLD = "household", "家庭"
    VILLAGE = "village", "村居"
    TOWNSHIP = "township", "乡镇街道"
    SCHOOL = "school", "学校"
    OFFICE = "office", "单位"
    COUNTY = "county", "县区"
    CASE = "case", "个案"


class Files(models.QuerySet["File"]):
    def within(self, scope: Scope, *rights: str) -> "Files":
        """The files where `scope` gives one of `rights` (default: reading or the reduced view). The only door.

        A case is behind this door only for rights on cases: who may read a child's file knows of no case.
        """
        wanted = rights or ("child.read", "child.share")
        on_cases = [right for right in wanted if applies(right, FileKind.CASE)]
        elsewhere = [right for right in wanted if right not in on_cases]
        here = ~Q(kind=FileKind.CASE) & scope.condition(*elsewhere) if elsewhere else Q(pk__in=[])
        if on_cases:
            here |= Q(kind=FileKind.CASE) & self.cases_behind(scope, *on_cases) & self.unsealed_to(scope)
        return self.filter(here, withdrawn_at__isnull=True)

    def sealed_behind(self, scope: Scope, *rights: str) -> "Files":
        """The sealed cases that `scope` would see without the seal: for breaking the glass."""
        here = Q(kind=FileKind.CASE, case__is_sealed=True) & self.cases_behind(scope, *rights)
        return self.filter(here, withdrawn_at__isnull=True)

    def cases_behind(self, scope: Scope, *rights: str) -> Q:
        """The cases of the places whose cases a post reads, and those in which its office takes part; sealed ones too."""
        parts = self.model._meta.get_field("parts").related_model.objects
        joining = sorted({grant.office_id for grant in scope.joining_cases(*rights)})
        here = scope.places_of(scope.reading_cases(*rights))
        if joining:
            mine = parts.filter(county_id=scope.county_id, office__in=joining, until_at__isnull=True)
            here |= Q(county_id=scope.county_id, pk__in=mine.values("file"))
        return here

    def unsealed_to(self, scope: Scope) -> Q:
        """What is not sealed, or open to this person in spite of it, at this moment."""
        readers = self.model._meta.get_field("readers").related_model.objects
        named = readers.filter(_not_ended(scope), county_id=scope.county_id, user=scope.user_id)
        return ~Q(case__is_sealed=True) | Q(pk__in=named.values("file"))


def _not_ended(scope: Scope) -> Q:
    unended = Q(until_at__isnull=True)
    return unended | Q(until_at__gt=scope.at) if scope.at else unended


@keeps_history
class File(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    kind = models.TextField(choices=FileKind.choices)
    number = models.TextField(help_text="档案编号, unique in the county")
    name = models.TextField()
    pinyin = models.TextField(blank=True, default="")
    initials = models.TextField(blank=True, default="")
    grams = ArrayField(models.TextField(), default=list, help_text="1- and 2-grams of the name, for search inside it")
    township = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    village = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    school = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+", db_index=False, help_text="the unit that the file is of"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="files", db_index=False)
    household = models.ForeignKey("self", models.PROTECT, null=True, related_name="members", db_index=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True, default="")
    batch_id = models.UUIDField(null=True, help_text="the import that opened it")
    is_synthetic = models.BooleanField(default=False)

    objects = Files.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="file_number")]
        indexes = [
            models.Index(
                fields=["county", "kind", "township", "village", "pinyin", "id"],
                name="file_list",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["county", "opened_on", "id"],
                name="file_cases",
                condition=Q(kind="case", withdrawn_at__isnull=True),
            ),
            models.Index(fields=["county", "village", "kind"], name="file_village"),
            models.Index(fields=["county", "kind", "pinyin", "id"], name="file_pinyin_order"),
            models.Index(fields=["county", "pinyin"], name="file_pinyin", opclasses=["int4_ops", "text_pattern_ops"]),
            models.Index(
                fields=["county", "initials"], name="file_initials", opclasses=["int4_ops", "text_pattern_ops"]
            ),
            models.Index(fields=["county", "person"], name="file_person"),
            models.Index(fields=["county", "household"], name="file_household", condition=Q(household__isnull=False)),
            models.Index(fields=["county", "school"], name="file_school", condition=Q(school__isnull=False)),
            models.Index(fields=["county", "batch_id"], name="file_batch", condition=Q(batch_id__isnull=False)),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete), *name_gram.TRIGGERS]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def offices_taking_part(self) -> frozenset[UUID]:
        """In a case: the offices that take part now."""
        running = self.parts.filter(county_id=self.county_id, until_at__isnull=True)
        return frozenset(running.values_list("office_id", flat=True))

    def is_closed_to(self, scope: Scope) -> bool:
        """A sealed case, and a person to whom nobody has opened it."""
        if not self.case.is_sealed:
            return False
        return not self.readers.filter(_not_ended(scope), county_id=self.county_id, user=scope.user_id).exists()


class Merge(models.Model):
    """Two files were found to be of one person. Keeps both sides, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    kept = models.ForeignKey(File, models.PROTECT, related_name="merges", db_index=False)
    absorbed = models.ForeignKey(File, models.PROTECT, related_name="merged_away", db_index=False)
    snapshot = models.JSONField(help_text="what pointed where, and both records, before the merge")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "kept"], name="merge_kept")]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "absorbed"], condition=Q(undone_at__isnull=True), name="merge_once"
            )
        ]
