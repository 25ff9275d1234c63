"""The table of patches, one module for each service."""

from __future__ import annotations

from tfgen.sandbox.emulator import apigatewayv2, ec2, efs, elasticache, rds, sqs

SERVICES = (apigatewayv2, ec2, efs, elasticache, rds, sqs)


def apply_patches() -> None:
    """Change moto's classes; once in a process, before the server starts."""
    for service in SERVICES:
        service.apply()
