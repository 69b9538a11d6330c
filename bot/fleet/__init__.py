"""One process among several that share a token and a database: its shards, and what is done once for all."""
