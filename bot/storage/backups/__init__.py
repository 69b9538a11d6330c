"""Keeping a copy of everything that is kept, in one file for both engines, and bringing it back."""
