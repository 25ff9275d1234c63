"""Whole-process times and peak memory of tfgen. Not a test: figures for people."""
