"""An index as one file, with all vectors, to be brought to any engine without embedding anything again."""
