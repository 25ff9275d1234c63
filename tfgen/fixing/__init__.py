"""Findings that can be mended by themselves, mended: which edits, in what layout, checked again, written at last."""
