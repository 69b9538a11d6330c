"""What moderators, and who they name, do with the sources of their server."""
