"""Whatever a test writes into a file's story can be read there: every key of an event's detail has words of its own."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _every_event_has_words() -> Iterator[None]:
    """Fail the test that wrote a key which the pages could only show raw."""
    from django.db.models.signals import post_save

    from shouwang.access.models import Event
    from shouwang.page.telling import Wordless, title_of

    wordless: list[str] = []

    def look(instance: Event, **_: Any) -> None:
        for key in instance.detail if instance.file_id else ():
            try:
                title_of(instance.what, key)
            except Wordless as found:
                wordless.append(str(found))

    post_save.connect(look, sender=Event, weak=False, dispatch_uid="every_event_has_words")
    yield
    post_save.disconnect(sender=Event, dispatch_uid="every_event_has_words")
    assert not wordless, f"say in the mechanism's `told` how these are read: {sorted(set(wordless))}"
