"""The errors a user can meet. Each names the file, the field and what to do next."""

from __future__ import annotations


class DatelineError(Exception):
    """Something the user can act on.

    `what` says what is wrong, `where` names the file, address, field or row, and `next_step` is what to do or type next.
    """

    def __init__(self, what: str, *, where: str | None = None, next_step: str | None = None) -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n  → {self.next_step}" if self.next_step else text

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (extraction workers, Prefect); keyword-only arguments need help to survive pickling.
        return _rebuild, (type(self), self.what, self.where, self.next_step)


def _rebuild(kind: type[DatelineError], what: str, where: str | None, next_step: str | None) -> DatelineError:
    return kind(what, where=where, next_step=next_step)


class SettingsError(DatelineError):
    """A setting is missing, unknown or out of range."""


class SourceError(DatelineError):
    """A source definition can't be used."""


class InputError(DatelineError):
    """A file, page or line can't be read as what it claims to be."""


class ContractError(DatelineError):
    """A data contract is malformed, or rows don't have its columns."""


class CheckError(DatelineError):
    """Too many rows of a batch failed their checks."""


class LakeError(DatelineError):
    """The lake can't be opened, read or written."""


class QueryError(DatelineError):
    """A SQL query can't be run."""
