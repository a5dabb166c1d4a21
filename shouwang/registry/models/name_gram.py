"""Searching inside names: each character and each pair of neighbours of a file's name is a row.

Row security lets an index be asked by equality, and not by what an array holds (docs/adr/0033). The primary key is that
index, and in the order of a list: a page of 50 is read from it, however many share a character. Triggers on the files keep
the rows right on every way a name is written; a withdrawn file has none. Derived, hence without a history.
"""

import pgtrigger
from django.db import models

from shouwang.access.models import County

_ADD = """
INSERT INTO registry_namegram (county_id, gram, pinyin, file_id)
SELECT n.county_id, g.gram, n.pinyin, n.id FROM {rows}, unnest(n.grams) AS g(gram) WHERE n.withdrawn_at IS NULL
ON CONFLICT DO NOTHING;
"""
_REMOVE = """
DELETE FROM registry_namegram k USING {rows}, unnest(o.grams) AS g(gram)
WHERE k.county_id = o.county_id AND k.gram = g.gram AND k.pinyin = o.pinyin AND k.file_id = o.id;
"""
_TURNED = (
    "(SELECT {side}.* FROM old_files o JOIN new_files n ON n.id = o.id WHERE"
    " (o.grams, o.pinyin, o.withdrawn_at IS NULL) IS DISTINCT FROM (n.grams, n.pinyin, n.withdrawn_at IS NULL)) {side}"
)
_UPDATE = _REMOVE.format(rows=_TURNED.format(side="o")) + _ADD.format(rows=_TURNED.format(side="n"))

TRIGGERS = [
    pgtrigger.Trigger(
        name="grams_of_new",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="new_files"),
        func=_ADD.format(rows="new_files n") + "RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="grams_of_changed",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="old_files", new="new_files"),
        func=_UPDATE + "RETURN NULL;",
    ),
]
"""On `registry_file`; none for a deletion, since no file is ever deleted."""


class NameGram(models.Model):
    pk = models.CompositePrimaryKey("county_id", "gram", "pinyin", "file_id")
    county = models.ForeignKey(County, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    gram = models.TextField(help_text="one or two characters of the bare name")
    pinyin = models.TextField(help_text="the file's, for the order")
    file_id = models.UUIDField()
    file = models.ForeignObject(
        "registry.File",
        models.DO_NOTHING,
        from_fields=["county", "file_id"],
        to_fields=["county", "id"],
        related_name="name_grams",
    )
