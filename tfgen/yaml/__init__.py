"""YAML files as trees that know where each part stands, and typed views of them."""
