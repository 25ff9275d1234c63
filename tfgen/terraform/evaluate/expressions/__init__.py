"""Evaluation of each kind of expression: HCL's own rules, unknown values included."""
