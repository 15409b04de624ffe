"""The DuckLake: one writer at a time, readers never blocked."""
