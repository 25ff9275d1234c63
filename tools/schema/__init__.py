"""Builds the shipped schemas of providers, and the facts about them from ``data/schema_facts``."""
