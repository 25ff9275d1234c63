"""Templates to files: a Jinja environment that writes HCL literals, and what it is fed with."""
