"""How a code base lives with the checker: ignores in its files, its ``.tfgen.yaml``, its baseline.

Most runs need little of it: what is not needed is not imported.
"""

MARK = "tfgen:ignore"
"""What a comment begins with that ignores findings."""
