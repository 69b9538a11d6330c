"""What moderators set, see and stop: the commands under `/moderation`."""
