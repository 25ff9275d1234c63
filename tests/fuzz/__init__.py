"""A fuzzer for ``tfgen check``: ``python -m tests.fuzz --inputs N --seed S``.

An input is a directory of files. The same seed makes the same inputs. See ``harness`` for what may not happen.
"""
