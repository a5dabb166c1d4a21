"""Primary keys: UUIDv7 (RFC 9562), so that rows sort by the moment they were made."""

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    return UUID(int=uuid7().int)
