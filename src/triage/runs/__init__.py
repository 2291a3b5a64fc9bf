"""A run of ``batch`` as values: its work, what it counted, what it wrote, how far it came.

Nothing here opens a file or starts a process; ``cli`` does, with what is decided here.
"""
