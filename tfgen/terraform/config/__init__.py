"""A module as Terraform sees it:
its files, JSON, overrides and values files, and what they declare.
"""
