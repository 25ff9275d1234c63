"""Module templates and their manifests: what can be put into a stack."""
