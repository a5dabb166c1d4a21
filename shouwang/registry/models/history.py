"""History by database triggers: what a row was before each change, whoever changed it and however.

The old row is kept (not the new one), so an insert costs nothing and the row of any day is: the oldest kept row that was
replaced after that day, else the row as it stands.
"""

from typing import Any

import pghistory
import pgtrigger
from django.db.models import Index, Model


def keeps_history(model: type[Model]) -> Any:
    """Class decorator: keeps the former state of every changed row of `model` in a table of its own."""
    return pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old, condition=pghistory.AnyChange(exclude_auto=True)),
        level=pgtrigger.Statement,
        obj_field=pghistory.ObjForeignKey(related_name="history", db_index=False),
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        meta={"indexes": [Index(fields=["county", "pgh_obj", "pgh_created_at"])]},
    )(model)
