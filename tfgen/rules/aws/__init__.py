"""Rules about values that AWS refuses."""
