"""Bringing an index to the shelf, and telling how far that is."""
