"""The bot in a browser: the same one, against a simulated Discord on loopback."""
