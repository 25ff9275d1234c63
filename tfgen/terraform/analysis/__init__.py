"""Statements about a module that need no evaluation:
references, addresses, blocks with their schema, dependencies.
"""
