"""What staff do with cases and labelled messages."""
