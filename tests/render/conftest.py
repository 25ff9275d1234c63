"""Fixtures of the rendering tests."""

from pathlib import Path

import pytest

from tests.render.screen import Screen


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    """Templates on the screen, rendered."""
    return Screen(tmp_path)
