"""How the running bot is: whether it lives, whether it can answer, and what it has done, in numbers."""
