"""Terraform text read by python-hcl2, and held against tfgen's own tree of the same text."""
