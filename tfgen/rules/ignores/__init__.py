"""Rules about comments that ignore findings; ``suppress`` asks them when the other rules are done."""
