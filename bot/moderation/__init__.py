"""Who may be answered where, and how; knows no Discord and no database."""
