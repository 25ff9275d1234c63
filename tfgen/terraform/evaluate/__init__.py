"""Evaluation: expressions, a module's values, expectations and validations."""
