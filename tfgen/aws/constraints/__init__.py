"""Values that AWS accepts for attributes, from its API models: no provider schema has them."""
