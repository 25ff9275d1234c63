"""Findings that are not reported: ignores in comments, baselines, and the policy that settings and options make.

Most runs need little of it: what is not needed is not imported.
"""

MARK = "tfgen:ignore"
"""What a comment begins with that ignores findings."""
