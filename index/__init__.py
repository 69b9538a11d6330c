"""What was said: sources, turns, passages, and finding them."""
