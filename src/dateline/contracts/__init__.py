"""The data contracts in `schemas/`: the one catalogue of the tables, their columns and their quality rules.

Arrow schemas, DDL, checks, typed rows and the data dictionary all derive from them, or are held to them by a test.
"""

from dateline.contracts.model import Column, Contract, Rule, Severity, Word
from dateline.contracts.odcs import load

__all__ = ["Column", "Contract", "Rule", "Severity", "Word", "load"]
