"""Derived data kept on disk: the store, its keys, its places."""
