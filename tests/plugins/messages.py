"""The translations are compiled before the first test, so that pages are tested in Chinese, as they are served."""

from pathlib import Path

import pytest
from django.utils.translation.reloader import translation_file_changed

from setup_house.messages import compile_messages


def pytest_configure(config: pytest.Config) -> None:
    """Compile what changed, and forget what was read of the former state."""
    if compile_messages():
        translation_file_changed(None, Path("django.mo"))
