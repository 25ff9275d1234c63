"""Templates to files: a Jinja environment that writes HCL literals,
and the names that its templates see.
"""
