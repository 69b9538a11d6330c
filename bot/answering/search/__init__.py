"""Finding what may answer: passages, their sentences ranked, and whether they are near enough."""
