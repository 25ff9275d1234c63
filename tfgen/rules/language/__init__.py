"""Rules about the blocks and arguments of the Terraform language itself."""
