"""The arrows that the import linter cannot see: foreign keys, names of templates, signals. All point down the stack."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.architecture.house import HOUSE, list_code, list_templates, may_know, named, room_of, walk

Room = tuple[str, str]
_RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
_NAMES_A_TEMPLATE = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"'#]+)")
_IS_A_TEMPLATE = re.compile(r"^[\w/-]+\.html$")
_SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals", "django.contrib.auth.signals")


def _room_of_app(label: str) -> Room | None:
    """The room of a Django app; None for an app from outside."""
    name = apps.get_app_config(label).name
    if not name.startswith("shouwang."):
        return None
    return room_of(HOUSE.joinpath(*name.split(".")[1:]) / "apps.py")


def _rooms_by_template() -> dict[str, Room]:
    return {path.as_posix().split("/templates/")[1]: room_of(path) for path in list_templates()}


def _named_in_python(path: Path) -> set[str]:
    texts = (node.value for node in walk(path) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if _IS_A_TEMPLATE.match(text)}


def _find_upward(path: Path, names: set[str]) -> list[str]:
    rooms = _rooms_by_template()
    ours = room_of(path)
    return [f"{named(path)} -> {name}" for name in names if name in rooms and not may_know(ours, rooms[name])]


def test_a_foreign_key_points_to_its_own_room_or_a_lower_one():
    upward = []
    for model in apps.get_models(include_auto_created=True):
        room = _room_of_app(model._meta.app_label)
        for field in model._meta.get_fields() if room else ():
            if isinstance(field, ForeignKey | ManyToManyField):
                target = _room_of_app(field.related_model._meta.app_label)
                if target and not may_know(room, target):
                    upward.append(f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}")

    assert not upward


def test_a_foreign_key_names_a_class_never_a_text_save_itself():
    texts = []
    for path in list_code():
        calls = [node for node in walk(path) if isinstance(node, ast.Call)]
        for call in calls:
            if getattr(call.func, "attr", getattr(call.func, "id", "")) in _RELATIONS:
                first = (
                    call.args[0] if call.args else next((one.value for one in call.keywords if one.arg == "to"), None)
                )
                if isinstance(first, ast.Constant) and first.value != "self":
                    texts.append(f"{named(path)}:{call.lineno} {first.value}")

    assert not texts


@pytest.mark.parametrize("path", list_templates(), ids=named)
def test_a_template_takes_only_its_own_rooms_and_lower_rooms_templates(path):
    used = set(_NAMES_A_TEMPLATE.findall(path.read_text("utf-8")))

    assert not _find_upward(path, used)
    assert not [name for name in used if name.endswith(".html") and name not in _rooms_by_template()]


def test_code_draws_only_its_own_rooms_and_lower_rooms_templates():
    assert not [line for path in list_code() for line in _find_upward(path, _named_in_python(path))]


def test_signals_are_connected_in_apps_alone():
    strays = [
        f"{named(path)}:{node.lineno}"
        for path in list_code()
        if path.name != "apps.py"
        for node in walk(path)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_SIGNALS)
    ]

    assert not strays


def test_no_two_rooms_hold_a_template_of_one_name():
    names = [path.as_posix().split("/templates/")[1] for path in list_templates()]

    assert len(names) == len(set(names))
