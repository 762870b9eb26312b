"""From an outcome to words, in the reader's language."""
