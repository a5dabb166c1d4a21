"""Addresses of a file's pages, for lists that name many files: the way is asked for once, then only the key changes."""

from functools import cache
from uuid import UUID

from django.urls import reverse

_STAND_IN = UUID(int=0)


def address_on(name: str, file_id: UUID, *more: str) -> str:
    """As `reverse(name, args=[file_id, *more])`."""
    return _way(name, more).replace(str(_STAND_IN), str(file_id), 1)


@cache
def _way(name: str, more: tuple[str, ...]) -> str:
    return reverse(name, args=[_STAND_IN, *more])
