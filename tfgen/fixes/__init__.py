"""Application of fixes: which edits, in what layout, checked again, written at last."""
