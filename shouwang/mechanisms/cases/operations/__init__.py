"""Doing things on a case, a file a subject; each is one transaction and leaves its event."""
