"""Fixtures and settings for all tests."""

from hypothesis import settings

from tests.oracle.fixtures import oracle, real_oracle

__all__ = ["oracle", "real_oracle"]

# A busy machine is no reason to fail: speed is measured by `make bench`, never by a test.
settings.register_profile("tfgen", deadline=None)
settings.load_profile("tfgen")
