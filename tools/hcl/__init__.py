"""Builds the parser's tables from the grammar of HCL."""
