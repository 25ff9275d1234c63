"""``render`` against ``check`` and real Terraform core, on random stacks.

``stacks`` makes stacks over every module's inputs, good and bad; ``judges`` asks all three about one; ``python -m
tests.verdict 2000`` is the campaign, ``test_verdict.py`` a small one for the suite.
"""
