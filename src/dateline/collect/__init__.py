"""Bytes from sources, archived before anything else looks at them."""
