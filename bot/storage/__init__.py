"""What is kept of questions: tables, migrations, and plain query functions."""
