"""Codes of findings: the table of all of them, and the words that select some."""
