"""Rules on what the provider itself refuses when Terraform validates."""
