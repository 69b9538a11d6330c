"""Who may do what where: every combination, against a table of its own."""
