"""The stack file: read, laid out environment by environment, and bound to modules."""
