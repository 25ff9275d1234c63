"""One module or root: rendered, parsed, checked, and cached."""
