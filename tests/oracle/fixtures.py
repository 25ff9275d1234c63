"""Judges for the whole test session, started when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from tests.oracle.judge import Judge

VERSIONS = ("3.39.0", "4.67.0", "5.100.0", "6.62.0")


@pytest.fixture(scope="session")
def oracle() -> Iterator[Callable[[str], Judge]]:
    """``oracle("6.62.0").judge(cases)``: real Terraform core with the schema-only provider of that version."""
    with ExitStack() as stack:
        yield cache(lambda version: stack.enter_context(Judge(version)))


@pytest.fixture(scope="session")
def real_oracle() -> Iterator[Judge]:
    """The same with the real AWS provider 3.39.0 behind core: init and validate."""
    with Judge("3.39.0", provider="real") as real:
        yield real
