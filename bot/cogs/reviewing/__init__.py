"""What moderators decide about answers: drafts, flags, withdrawals, and sources that changed."""
