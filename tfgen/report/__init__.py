"""Findings for people and machines: one JSON view, and the formats made from it."""
