"""Writing of rendered files: plan, manifest, atomic apply, recovery, diff.
Read ``plan`` first, then ``apply``.
"""
