"""How a code base lives with the checker: ignores in its files, its ``.tfgen.yaml``, its baseline."""
