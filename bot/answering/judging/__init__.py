"""Judging quotations and claims: said, nearly said, supported, contradicted, or not in the sources."""
