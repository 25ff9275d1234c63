"""What can be said without evaluating: references, addresses, blocks with their schema, dependencies."""
