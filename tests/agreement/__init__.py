"""The agreement suite: tfgen and real Terraform on mutants of configurations that are right.

``bases.py`` has the configurations (``fixtures/`` by hand, ``snapshots/`` as tfgen rendered them once), ``kinds/`` and
``kinds/*.toml`` the classes of mutations, ``generate.py`` chooses mutants, ``cases/`` stores them with the verdicts of
real Terraform, ``known.toml`` lists the disagreements that are known, each with its reason.

``python -m tests.agreement report`` compares tfgen with what is stored, ``judge`` asks real Terraform anew and says
what changed, ``judge --write`` stores that.
"""
