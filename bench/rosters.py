"""Writing a roster in a process beside. Imports nothing of Django's, since it has to be readable before it is set up."""

from pathlib import Path


def write_roster(*, rows: int, part: int, parts: int) -> Path:
    import django

    django.setup()
    from bench.county import make_roster

    return make_roster(rows=rows, part=part, parts=parts)
