"""A real Terraform run against an emulated AWS:
``run.run_sandbox`` is the story, ``engine`` finds Terraform.
"""
