"""Reading what is asked: of whom, about what, and what is to be checked."""
