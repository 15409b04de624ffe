"""Every row against its contract, before it is loaded."""
