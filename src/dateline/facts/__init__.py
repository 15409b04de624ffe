"""Reading facts out of text. The core is pure: a text and its publication date in, facts out; no clock, network or global state."""
