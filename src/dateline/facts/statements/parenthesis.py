"""Cues that stand in the midst or at the end of what they attribute: "It rains, he said." · "It, he said on Monday, rains." """

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.facts.document import Document, Stretch, Token
from dateline.facts.statements.boundary import FINITE, TENSES, count_finite
from dateline.facts.statements.complement import Range
from dateline.facts.statements.cue import Cue

_ADJUNCTS = frozenset({"prep", "npadvmod", "dobj", "dative", "advmod", "advcl"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–", "--", '"', "“", "”", "''"})
_DASHES = frozenset({"-", "—", "–", "--"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(slots=True)
class Parenthesis:
    """What stands around a cue set off by commas, and the tokens of its speaker where the parser has another subject."""

    ranges: list[Range] = field(default_factory=list)
    speaker: Range | None = None


def find(document: Document, cue: Cue, heads: Sequence[Token]) -> Parenthesis | None:
    """The content around a parenthetical cue, or None where the cue is none. `heads` are those of its subject."""
    verb, tokens = cue.head, document.tokens
    sentence = document.sentence_of(verb)
    if verb.tag not in TENSES or len(heads) > 1:  # two: the antecedent and the pronoun of a relative clause
        return None
    if any(head.lower == "you" for head in heads):
        return None  # "you know", "you see": a filler
    if not cue.takes("hearer") and any(child.dep == "dobj" and child.i > verb.i for child in verb.children):
        return None
    low = verb.i
    while (
        low - 1 >= sentence.first and tokens[low - 1].head is verb and tokens[low - 1].dep in ("aux", "neg", "advmod")
    ):
        low -= 1
    high = cue.tokens[-1].i
    speaker = _segment_before(tokens, low, sentence)
    if speaker is not None:
        if any(speaker[0] <= head.i <= speaker[1] for head in heads):
            speaker = None
        else:
            low = speaker[0]
    elif not any(head.sentence == verb.sentence for head in heads):
        speaker = _noun_phrase_behind(tokens, high, sentence)
        if speaker is None:
            return None
        heads, high = (), speaker[1]
    for head in heads:
        if sentence.first <= head.i < verb.i:
            if speaker is None:
                low = min(low, max(head.first, sentence.first))
        elif verb.i < head.i < min(sentence.stop, verb.i + 30):
            high = max(high, _noun_phrase_end(tokens, head, sentence.stop))
    high = _after_adjuncts(tokens, verb, high, sentence)
    ends = not any(token.is_word for token in tokens[high + 1 : sentence.stop])
    comma_after = not ends and tokens[high + 1].text == ","
    if low - 1 >= sentence.first and tokens[low - 1].lower == "as" and _only_links(tokens[sentence.first : low - 1]):
        return Parenthesis([(high + 1, sentence.stop - 1)], speaker) if comma_after else None
    if low - 1 > sentence.first and tokens[low - 1].lower == "as":
        low -= 1
    if low <= sentence.first or tokens[low - 1].text != "," or not (ends or comma_after):
        return None
    ranges = [(_behind_dash(tokens, sentence.first, low - 1), low - 1)]
    begun = not count_finite(tokens[ranges[0][0] : low])  # "… - a gift, he said, that …"
    if comma_after and (begun or not _is_the_writers(tokens[min(high + 2, sentence.stop - 1)])):
        ranges.append((high + 1, sentence.stop - 1))
    in_midst = (
        len(ranges) > 1 and verb.dep == "parataxis"
    )  # then both commas are the cue's, whatever the parser says of verbs
    finite = [token for a, b in ranges for token in tokens[a : b + 1] if token.tag in FINITE]
    first = tokens[ranges[0][0]]
    if first.dep in ("mark", "prep") or first.tag == "WRB":  # "as it rained, she wrote to the mayor"
        finite = [token for token in finite if _is_main(token, ranges, verb)]
    return Parenthesis(ranges, speaker) if finite or in_midst else None


def _is_the_writers(first: Token) -> bool:
    """Whether a clause behind a cue and a comma, by its first word, is what the writer adds."""
    aside = first.tag in ("VBG", "WDT", "WP", "WRB")
    return aside or (first.lower in ("as", "while") and first.dep == "mark")


def _is_main(finite: Token, ranges: Sequence[Range], cue: Token) -> bool:
    """Whether a finite verb heads a main clause of what is said, or another that nothing opens."""
    token = finite.head if finite.dep in ("aux", "auxpass") else finite
    while any(a <= token.i <= b for a, b in ranges):
        if token.dep in ("relcl", "acl", "pcomp") or (token.dep in ("advcl", "ccomp") and _is_marked(token)):
            return False
        if token.head is token or token.head is cue:
            return True
        token = token.head
    return True


def _is_marked(clause: Token) -> bool:
    """Whether a clause begins with "as", "when", "that" …"""
    return any((child.dep == "mark" or child.tag == "WRB") and child.i < clause.i for child in clause.children)


def _behind_dash(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the content before a cue begins: behind the last dash if no verb follows it ("… - a gift, he said, that …")."""
    dash = next((i for i in range(last - 1, first, -1) if _is_dash(tokens, i)), None)
    return first if dash is None or dash + 1 >= last or count_finite(tokens[dash + 1 : last]) else dash + 1


def _is_dash(tokens: Sequence[Token], i: int) -> bool:
    """Whether a mark is a dash: a long one, or one with spaces around it."""
    spaced = tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start
    return tokens[i].text in _DASHES and (spaced or tokens[i].text != "-")


def _only_links(tokens: Sequence[Token]) -> bool:
    """Whether there are no words but those that join a sentence to the one before: "But as he noted, …"."""
    return all(token.pos in ("CCONJ", "ADV", "PUNCT", "INTJ") for token in tokens)


def _segment_before(tokens: Sequence[Token], low: int, sentence: Stretch) -> Range | None:
    """The noun phrase between a mark and the verb, whatever the parser makes of it."""
    start = low
    while start - 1 >= sentence.first and tokens[start - 1].text not in _BREAKS:
        start -= 1
        if (
            low - start > 12
            or tokens[start].tag in ("VBD", "VBZ", "VBP", "MD", "TO", "VBG")
            or tokens[start].pos == "SCONJ"
        ):
            return None
    if start == low or start == sentence.first or tokens[start].pos in ("ADP", "CCONJ", "ADV"):
        return None
    if tokens[low - 1].pos == "CCONJ":
        return None
    return (start, low - 1) if any(token.pos in _NOMINAL for token in tokens[start:low]) else None


def _noun_phrase_behind(tokens: Sequence[Token], last: int, sentence: Stretch) -> Range | None:
    """The noun phrase right behind a verb with its appositions: up to the next finite verb, or to the sentence's end."""
    start = last + 1
    if start >= sentence.stop or tokens[start].pos not in ("NOUN", "PROPN", "DET", "ADJ", "PRON", "NUM"):
        return None
    stop = start
    relative = False
    while stop < sentence.stop and tokens[stop].text not in (".", ";", "?", "!"):
        token = tokens[stop]
        relative = (relative or token.tag in ("WP", "WDT", "WP$")) and token.text != ","
        if token.tag in ("VBD", "VBZ", "VBP", "MD") and not relative and token.dep != "relcl":
            break
        stop += 1
    if stop < sentence.stop and tokens[stop].pos in ("VERB", "AUX"):
        comma = next((i for i in range(stop - 1, start, -1) if tokens[i].text == ","), None)
        if comma is None:
            return None
        stop = comma
    return start, stop - 1


def _after_adjuncts(tokens: Sequence[Token], verb: Token, high: int, sentence: Stretch) -> int:
    """The last token of up to three phrases that follow a cue and hang on it: "told reporters in Brussels on Monday"."""
    for _ in range(3):
        if high + 1 >= sentence.stop:
            break
        following = tokens[high + 1]
        top = next((t for t in (following, *following.ancestors()) if t.head is verb and t.first == high + 1), None)
        if top is None or top.dep not in _ADJUNCTS:
            break
        high = top.last
    return high


def _noun_phrase_end(tokens: Sequence[Token], head: Token, stop: int) -> int:
    """The last token of a noun phrase behind its verb, short of the next comma that doesn't begin an apposition."""
    last = min(head.last, stop - 1)
    for i in range(head.i + 1, last + 1):
        if tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") and tokens[i].dep not in ("relcl", "aux", "auxpass"):
            comma = next((j for j in range(i, head.i, -1) if tokens[j].text == ","), i)
            return comma - 1
    return last
