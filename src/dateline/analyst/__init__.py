"""What analysts use: a read-only connection, queries, marts and status."""
