"""The stack file: what a user asks for, environment by environment, bound to modules."""
