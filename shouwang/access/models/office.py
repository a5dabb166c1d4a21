"""Offices, and who leads which function where.

Function, office and territory are three things: 金普 has one office with three functions (社会事业局) and three police
bureaus in one district; a function may have several leads in a place, or none.
"""

from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models.place import County, Region


class Office(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    name = models.TextField()
    kind = models.TextField(help_text="village, township, bureau, police, school, hospital, court, organization ...")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, help_text="where it stands"
    )
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "name", "region"], name="office_once")]

    def __str__(self) -> str:
        return self.name


class Jurisdictions(models.QuerySet["Jurisdiction"]):
    def standing(self) -> "Jurisdictions":
        """Those that were not taken away."""
        return self.filter(until_on__isnull=True)


class Jurisdiction(models.Model):
    """`office` answers for `function` (an actor's word of the catalogue) in `region` and all below it.

    One that was taken away stays, with its last day: what the office did until then it did in that function.
    """

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.CASCADE, related_name="jurisdictions", db_index=False)
    function = models.TextField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField(null=True, help_text="null: since the office was opened here")
    until_on = models.DateField(null=True, help_text="last day; null while it lasts")

    objects = Jurisdictions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "function", "region", "office"],
                condition=models.Q(until_on__isnull=True),
                name="jurisdiction_once",
            ),
        ]
        indexes = [models.Index(fields=["county", "office"], name="jurisdiction_office")]


class Lead(models.Model):
    """Jurisdictions spread out: one row for each region, function and office that leads there. Made, never edited."""

    id = models.BigAutoField(primary_key=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    function = models.TextField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "region", "function", "office"], name="lead_once")]
        indexes = [models.Index(fields=["county", "office", "function"], name="lead_office")]
