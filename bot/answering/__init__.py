"""How to answer from what was said. Knows no Discord."""
