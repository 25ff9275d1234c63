"""Builds what AWS accepts as values from botocore's models and ``data/aws_constraints``."""
