"""The story of a case: its events with what was written down, also of reports that were joined into it; and one veiled value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from shouwang.access.models import Event
from shouwang.exchange.papers.family import Veil, unveiled, veiled
from shouwang.exchange.papers.kept import kept_lines
from shouwang.page.telling import list_answers
from shouwang.registry.joining import list_joined_files, list_joined_numbers
from shouwang.registry.models import File


class NothingVeiled(Exception):
    """The case has no such value."""


@dataclass(frozen=True)
class Line:
    """`veiled` names a number or an address that is masked (`event.<key>.<field>`, or `kept.<key>.<place>` of a mechanism's
    own record); empty for what stands there in clear."""

    title: str
    value: Any
    veiled: str = ""


@dataclass(frozen=True)
class Told:
    """An event of the time line, with what was written down. `origin`: the number of the joined case that it comes from."""

    event: Event
    at_time: str
    lines: tuple[Line, ...]
    attachment_id: str
    origin: str = ""


def list_origins(file: File) -> dict[UUID, str]:
    """The case itself, without a number, and those that were joined into it, each with its number."""
    return {file.pk: ""} | list_joined_numbers(file=file)


def list_story(origins: Mapping[UUID, str]) -> list[Event]:
    """In the order of entry; what was done on a case that was joined into this one is part of it."""
    events = Event.objects.filter(file_id__in=list(origins))
    events = events.select_related("user", "office").defer("user__phone", "user__email")  # a name is shown, no more
    return list(events.order_by("entered_at", "id"))


def list_told(file: File) -> list[Told]:
    """The whole story, the latest first, with the numbers that mechanisms keep beside the events: masked."""
    origins, numbers = list_origins(file), list_numbers(file)
    told = [tell(event, origins) for event in reversed(list_story(origins))]
    return [replace(one, lines=(*one.lines, *numbers.get(one.event.pk, ()))) for one in told]


def list_numbers(file: File, veil: Veil = veiled) -> dict[UUID, list[Line]]:
    """For each event the phones and numbers that stand in a mechanism's own record of it."""
    found: dict[UUID, list[Line]] = {}
    for one in (file, *list_joined_files(file=file)):
        clear, shown = kept_lines(file=one, veil=unveiled), kept_lines(file=one, veil=veiled)
        asked = kept_lines(file=one, veil=veil)
        for key, lines in asked.items():
            hidden = [place for place, pair in enumerate(shown[key]) if pair != clear[key][place]]
            found[key] = [Line(*lines[place], veiled=f"kept.{key}.{place}") for place in hidden]
    return found


def tell(event: Event, origins: Mapping[UUID, str]) -> Told:
    answers = list_answers(event)
    at_time = next((one.value for one in answers if one.key == "at_time"), "")
    named = ((one, f"event.{event.pk}.{one.key}" if one.veil else "") for one in answers if one.key != "at_time")
    lines = tuple(Line(one.title, one.value, name) for one, name in named)
    model, _, key = event.proof_of.partition(":")
    is_attached = model == "registry.attachment"
    return Told(event, at_time, lines, key if is_attached else "", origins.get(event.file_id, ""))


def get_veiled(file: File, field: str) -> tuple[str, str]:
    """(title, value in clear) of a line of the story; who reported stands in none of them. Raises NothingVeiled."""
    origins = list_origins(file)
    lines = [line for event in list_story(origins) for line in tell(event, origins).lines]
    lines += [line for some in list_numbers(file, unveiled).values() for line in some]
    line = next((line for line in lines if line.veiled == field), None)
    if line is None:
        raise NothingVeiled(field)
    return line.title, str(line.value)
