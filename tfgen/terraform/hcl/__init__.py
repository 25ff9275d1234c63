"""HCL: read (python-hcl2), laid out, and written as literals."""
