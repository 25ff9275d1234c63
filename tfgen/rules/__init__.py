"""What can be wrong with HCL: one rule a file, all listed in ``table.py``."""
