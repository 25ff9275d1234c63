"""``python -m tests.precision DIR...``: what ``tfgen check`` says of other people's Terraform, beside core's word.

- Each DIR is a repository (or a folder of examples) on disk. Every directory with an error goes to Terraform core with
  the schema-only provider of ``tests.oracle``.
- Core stops at ``init`` where a module lies elsewhere: such a call gets a stand-in that takes and gives anything. So it
  does at a provider that is not bundled: then there is no verdict.
- A person judges the rest: errors that core does not share, and a sample of the warnings.
"""
