"""The shelf: sources that people added, each with its versions, in the database."""
