"""Builds the facts about providers from ``data/schema_facts``."""
