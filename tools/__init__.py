"""Builders of the data that the package ships. Not part of the wheel."""
