"""A stay: where a child lives for the time being, who answers for it, from which hour until which."""

from django.db import models
from django.db.models import F, Q

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.keys import new_id
from shouwang.access.models import County, Event, Office
from shouwang.registry.models import File
from shouwang.registry.models.case import PLACE_KIND

WENT_TO = [
    ("father", "父亲"),
    ("mother", "母亲"),
    ("carer", "受委托监护人"),
    ("guardian", "另行指定的监护人"),
    ("place", "另一临时照料处所"),
    ("long_term", "长期监护机构"),
]
STATE = [("well", "平稳"), ("low", "情绪低落"), ("ill", "身体不适"), ("hurt", "受伤"), ("missing", "走失")]


class Stay(models.Model):
    """One stay of one case's child. Only a hand-over ends it; a case has one running stay at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="stays", db_index=False, help_text="the case")
    place_kind = models.TextField(choices=PLACE_KIND)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    place_name = models.TextField(help_text="the person or the institution")
    keeper = models.TextField(help_text="who answers for the child there")
    keeper_phone = EncryptedTextField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    went_to = models.TextField(choices=WENT_TO, null=True)
    received_by = models.TextField(default="", help_text="who took the child over at the end")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "file"], condition=Q(until_on__isnull=True), name="stay_one_open"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | (Q(until_on__gte=F("from_on")) & Q(went_to__isnull=False)),
                name="stay_ends_by_hand_over",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "file", "from_on"], name="stay_file"),
            models.Index(fields=["county", "office"], name="stay_here", condition=Q(until_on__isnull=True)),
        ]


class DayNote(models.Model):
    """照料日志: how the child was on that day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="notes", db_index=False)
    on = models.DateField()
    state = models.TextField(choices=STATE)
    text = EncryptedTextField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["county", "stay", "-on"], name="day_note_stay")]
