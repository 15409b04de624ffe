"""Every row against its contract, before it is loaded."""

from dateline.checks.check import Checked, check

__all__ = ["Checked", "check"]
