"""Rules about types and values of expressions."""
