"""One question in Discord: let in, worked on, looked at once more, shown or not, and ended once."""
