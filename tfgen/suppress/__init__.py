"""Findings that are not reported:
ignores in comments, baselines, and the policy that settings and options make.

Most runs need little of it: what is not needed is not imported.
"""
