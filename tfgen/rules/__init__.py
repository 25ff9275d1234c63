"""The rules, one a file: each finds one thing that can be wrong with HCL. ``registry.py`` lists them."""
