"""The bot: how to answer, who may be answered where, Discord, and the wiring of it all."""
