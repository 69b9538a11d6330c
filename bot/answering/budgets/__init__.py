"""How much of each source an answer may show, as whoever answers for the source has set it."""
