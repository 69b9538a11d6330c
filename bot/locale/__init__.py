"""What the bot says in other languages: one gettext catalogue a language."""
