"""Terraform's type system."""
