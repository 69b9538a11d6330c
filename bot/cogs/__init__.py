"""What people do in Discord, handed to where it is decided."""
