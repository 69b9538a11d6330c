"""Checking what is about to be shown against the untouched source, whoever wrote it."""
