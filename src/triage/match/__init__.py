"""Matching a question to an entry: features, fitting, the compiled index, search."""
