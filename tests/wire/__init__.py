"""A fake Discord on loopback sockets, and the bot against it as a process of its own."""
