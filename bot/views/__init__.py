"""What Discord shows with buttons."""
