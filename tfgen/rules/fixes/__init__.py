"""Building blocks of the fixes that rules offer."""
