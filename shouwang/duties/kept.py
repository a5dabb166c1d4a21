"""What a page that only reads asks again and again: the county's plan, how a file stands. Kept while the page is drawn.

Nothing is kept outside `keeping()`: whoever writes reads anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_KEPT: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def keeping() -> Iterator[None]:
    """Around one request that reads: what is asked twice inside is read once."""
    before = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(before)


def kept(key: Hashable, read: Callable[[], T]) -> T:
    """What stands under `key`, or what `read` gives now."""
    found = _KEPT.get()
    if found is None:
        return read()
    if key not in found:
        found[key] = read()
    result: T = found[key]
    return result
