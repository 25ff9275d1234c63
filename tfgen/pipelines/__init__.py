"""The stories: ``render`` and ``check``. Read these first."""
