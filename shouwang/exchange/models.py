"""Numbers of official papers: 康公通〔2026〕3号, given once and kept."""

from django.db import models

from shouwang.access.keys import new_id
from shouwang.access.models import County, Event
from shouwang.registry.models import File


class PaperSeries(models.Model):
    """How far a county has counted for one kind of paper in one year. Its row is locked while a number is given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "kind", "year"], name="paper_series_once")]


class PaperNumber(models.Model):
    """The number of one paper about one event, given when it was first printed. `words` as it stands on paper."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    words = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind", "year", "number"], name="paper_number_once"),
            models.UniqueConstraint(fields=["county", "event", "kind"], name="paper_of_event_once"),
        ]

    def __str__(self) -> str:
        return self.words


class PaperPrefix(models.Model):
    """The county's own 发文字号 for one kind of paper; without one it is the county's first character and the paper's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    prefix = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "kind"], name="paper_prefix_once"),
            models.UniqueConstraint(fields=["county", "prefix"], name="paper_prefix_of_one_kind"),
        ]
