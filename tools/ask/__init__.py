"""Asks a provider's binary what it refuses, over Terraform's plugin protocol: ``python -m tools.ask``."""
