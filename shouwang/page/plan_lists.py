"""The plan's own lists in forms: who is told, which circumstances, which measures. Where a plan has none, nothing is asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.duties.plan import list_pack_items
from shouwang.page.forms import ActForm, words_field
from shouwang.registry.models import File

Items = Sequence[tuple[str, str]]
Context = Callable[[File, Scope, date], dict[str, Any]]


def lists(**keys: str | tuple[str, ...]) -> Context:
    """Arguments for a form: for each of its fields the words of the plan's list of that key, or of several."""

    def find(file: File, scope: Scope, today: date) -> dict[str, Any]:
        several = {name: (key,) if isinstance(key, str) else key for name, key in keys.items()}
        found = {name: list_pack_items(county_id=file.county_id, on=today, keys=key) for name, key in several.items()}
        return {"lists": found}

    return find


class ListedForm(ActForm):
    """`lists` gives the plan's own words for the fields in `from_lists`; a field without words is left out.

    The words themselves are kept: a plan that changes later does not change what was written down. Of the fields in
    `keys_from_lists` the keys are kept, for they are words of the program (facts, kinds of place). A field in
    `free_without_list` is asked as one line of text where the plan has no list for it.
    """

    from_lists: tuple[str, ...] = ()
    keys_from_lists: tuple[str, ...] = ()
    free_without_list: tuple[str, ...] = ()

    def __init__(self, *args: Any, lists: Mapping[str, Items], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in (*self.from_lists, *self.keys_from_lists):
            items = lists.get(name, ())
            if not items and name in self.free_without_list:
                self.fields[name] = words_field(self.fields[name].label, length=100)
            elif not items:
                del self.fields[name]
            elif name in self.from_lists:
                self.fields[name].choices = [(words, words) for _key, words in items]
            else:
                self.fields[name].choices = list(items)
