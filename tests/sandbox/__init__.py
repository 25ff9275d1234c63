"""Tests of tfgen.sandbox."""
