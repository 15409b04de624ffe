"""The alphabet of the time grammar, and its rules' patterns as regular expressions over that alphabet.

Every combination of categories that a word can have is one character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_ATOM = re.compile(r"\{(\w+)\}|(<\w+:)|(>)|(-~\(|[!=~]\()|([()|?*+])|([A-Z]+)|([^\s(){}|?*+<>~]+)|\s+")
_NAMED = re.compile(r"<(\w+):")
_SPELLED = {"!(": "(?!", "=(": "(?=", "~(": "(?<=", "-~(": "(?<!", "(": "(?:", "*": "{0,9}"}


def expand(pattern: str, macros: dict[str, str]) -> str:
    """Put the macros in, inside each other as well."""
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: f"({macros[match[1]]})", pattern)
    return pattern


def names(pattern: str) -> tuple[str, ...]:
    """The names of a pattern's parts."""
    return tuple(_NAMED.findall(pattern))


@dataclass(slots=True)
class _Node:
    """An atom of a pattern: one word of these `letters`, or a group of alternatives, each of them a sequence of atoms.

    `condition` is "=" where the group must follow, another mark where it must not, or must or must not stand before.
    """

    letters: str
    alternatives: list[list[_Node]]
    condition: str = ""
    is_skippable: bool = False


class Alphabet:
    """One character for each combination of categories that a word has."""

    def __init__(self, values: dict[str, dict[str, Any]], shapes: Iterable[str], sources: Iterable[str]) -> None:
        categories: dict[str, set[str]] = {}
        for category, table in values.items():
            for word in table:
                categories.setdefault(word, set()).add(category)
        for source in sources:
            for atom in _ATOM.finditer(source):
                if atom[7]:
                    categories.setdefault(atom[7], set()).add(atom[7])
        for name in shapes:
            categories[name] = {name}
        combinations = sorted({tuple(sorted(own)) for own in categories.values()})
        letters = {combination: chr(0xE000 + index) for index, combination in enumerate(combinations)}
        self.characters = {word: letters[tuple(sorted(own))] for word, own in categories.items()}
        self._sets: dict[str, str] = {}
        for combination, letter in letters.items():
            for name in combination:
                self._sets[name] = self._sets.get(name, "") + letter

    def translate(self, source: str, rule: int) -> str:
        """A rule's pattern as a regular expression over category characters."""
        out = []
        for atom in _ATOM.finditer(source):
            _, named, close, condition, operator, category, literal = atom.groups()
            if named:
                out.append(f"(?P<{named[1:-1]}_{rule}>")
            elif close:
                out.append(")")
            elif condition or operator:
                out.append(_SPELLED.get(condition or operator, operator))
            elif category or literal:
                out.append(f"[{self._sets[category or literal]}]")
        return "".join(out)

    def first(self, source: str) -> set[str]:
        """The characters that a match of this pattern can begin with."""
        found, _ = _first(self._parse(source))
        return found

    def needed(self, source: str, common: Collection[str]) -> set[str]:
        """Characters without one of which this pattern can't match; of several such sets the one with the fewest words that
        are common, then the smallest."""
        letters = {self.characters[word] for word in common}
        return _needed(self._parse(source), letters) or set(self.characters.values())

    def _parse(self, source: str) -> list[list[_Node]]:
        atoms = [atom.group() for atom in _ATOM.finditer(source) if not atom.group().isspace()]
        found, _ = self._alternatives(atoms, 0)
        return found

    def _alternatives(self, atoms: Sequence[str], at: int) -> tuple[list[list[_Node]], int]:
        """The alternatives that begin at an atom, and the place behind them."""
        found: list[list[_Node]] = [[]]
        while at < len(atoms) and atoms[at] not in (")", ">"):
            atom = atoms[at]
            if atom == "|":
                found.append([])
            elif atom in ("?", "*", "+"):
                found[-1][-1].is_skippable |= atom != "+"
            elif atom.endswith("(") or atom.startswith("<"):
                inner, at = self._alternatives(atoms, at + 1)
                found[-1].append(_Node("", inner, condition=atom[0].strip("(<")))
            else:
                found[-1].append(_Node(self._sets[atom], []))
            at += 1
        return found, at


def _first(alternatives: list[list[_Node]]) -> tuple[set[str], bool]:
    """First characters, and whether the alternatives can be empty."""
    found: set[str] = set()
    any_empty = False
    for sequence in alternatives:
        empty = True
        for node in sequence:
            if node.condition or not empty:
                continue
            letters, skippable = _first(node.alternatives) if node.alternatives else (set(node.letters), False)
            found |= letters
            empty = skippable or node.is_skippable
        any_empty |= empty
    return found, any_empty


def _needed(alternatives: list[list[_Node]], common: Collection[str]) -> set[str]:
    """Characters of which every match has one; none where it can be empty."""
    found: set[str] = set()
    for sequence in alternatives:
        atoms = [node for node in sequence if node.condition in ("", "=") and not node.is_skippable]
        sets = [_needed(node.alternatives, common) if node.alternatives else set(node.letters) for node in atoms]
        sets = [letters for letters in sets if letters]
        if not sets:
            return set()
        found |= min(sets, key=lambda letters: (len(letters & set(common)), len(letters)))
    return found
