"""Fixtures for all tests."""

from tests.oracle.fixtures import oracle, real_oracle

__all__ = ["oracle", "real_oracle"]
