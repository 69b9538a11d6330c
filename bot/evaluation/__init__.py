"""How well answers do: questions whose answers are known, what is counted of each, and the scoreboard."""
