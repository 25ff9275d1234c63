"""Settings of ``.tfgen.yaml``: found, read, and put together for a directory."""
