"""What to write and how: plan, manifest, atomic apply, recovery, diff. Read ``plan`` first, then ``apply``."""
