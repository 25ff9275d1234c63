"""Directories to findings: grouping, jobs, processes, cached results, and the run of the rules."""
