"""Terraform's language in Python: text, types, functions, schemas, modules, references and values.

Knows nothing of stacks, rules or the console.
"""
