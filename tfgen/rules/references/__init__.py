"""Rules about references, and what they lead to."""
