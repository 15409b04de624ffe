"""From raw bytes to clean text with metadata, versions and duplicates."""
