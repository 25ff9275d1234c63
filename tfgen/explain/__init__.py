"""Pages of codes, for ``tfgen explain`` and the documentation."""
