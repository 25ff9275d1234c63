"""tfgen: one YAML stack file in, verified Terraform out."""

__version__ = "0.1.0"
