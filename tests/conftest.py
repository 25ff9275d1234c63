"""Fixtures and settings for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.oracle.fixtures import oracle, real_oracle

__all__ = ["oracle", "real_oracle"]

# A busy machine is no reason to fail: speed is measured by `make bench`, never by a test.
settings.register_profile("tfgen", deadline=None)
settings.load_profile("tfgen")


@pytest.fixture(autouse=True)
def _where_it_was() -> Iterator[None]:
    """``tfgen -C DIR`` moves the process: the next test starts where this one did."""
    before = Path.cwd()
    yield
    os.chdir(before)
