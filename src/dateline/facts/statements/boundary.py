"""Where a statement's content begins and ends, read from the syntax around its cue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.statements.cue import Cue, Entry

Range = tuple[int, int]  # first and last token, both in

_SENTENCE_MARKS = frozenset(".,;:!?…-–—")


@dataclass(slots=True)
class Complement:
    """What follows a cue: token ranges of the content, the words that belong to the cue as well, and who is spoken to."""

    ranges: list[Range]
    entry: Entry
    extra: tuple[Token, ...] = ()
    addressee: Token | None = None
    way: str = "that"


def complement(cue: Cue) -> Complement | None:
    """The content that the syntax gives a verb cue, or None where it gives none that the cue takes."""
    verb = cue.head
    inside = set(cue.tokens)
    clause = infinitive = gerund = small = obj = hearer = None
    preps: list[Token] = []
    passive = False
    for child in verb.children:
        if child in inside:
            continue
        dep = child.dep
        if dep in ("ccomp", "xcomp"):
            form = verb_form(child)
            if form == "to":
                infinitive = infinitive or child
            elif form == "ing" and dep == "xcomp":
                gerund = gerund or child
            elif dep == "ccomp":
                clause = clause or child
            else:
                small = small or child
        elif dep == "pcomp":
            clause = clause or child
        elif dep in ("dobj", "obj"):
            obj = obj or child
        elif dep in ("oprd", "attr", "acomp") and child.i > verb.i:
            small = small or child
        elif dep in ("dative", "iobj"):
            hearer = child
        elif dep in ("prep", "agent") and child.i > verb.i:
            preps.append(child)
        elif dep in ("nsubjpass", "auxpass"):
            passive = True
    subject = verb.child("nsubjpass", "nsubj")
    for word in cue.tokens[1:]:
        for child in word.children:
            if child in inside:
                continue
            if word.dep in ("prep", "prt", "advmod", "agent") and child.dep in ("pobj", "pcomp"):
                obj = obj or child
            elif child.dep in ("acl", "ccomp", "relcl", "xcomp") and child.i > word.i:
                clause = clause or child
            elif child.dep == "prep" and child.i > word.i and child.lower in ("of", "about", "over", "for", "to", "at"):
                preps.append(child)
    if passive:
        return _passive(cue, subject, clause, infinitive, small, obj, preps)

    if clause is not None and (entry := cue.takes("that", "quote")):
        target = hearer or (obj if obj is not None and cue.takes("hearer") else None)
        first = clause.first
        if obj is not None and target is None and verb.i < obj.i < clause.i and obj.dep in ("dobj", "obj"):
            first = min(first, obj.first)
        return Complement([(first, clause.last)], entry, (), target, "that")
    if infinitive is not None:
        if obj is not None and obj.i < infinitive.i:
            if entry := cue.takes("noun to"):
                return Complement([(obj.first, infinitive.last)], entry, way="noun to")
            if entry := cue.takes("hearer"):
                return Complement([(infinitive.first, infinitive.last)], entry, addressee=obj, way="to")
        elif infinitive.child("nsubj") is not None and (entry := cue.takes("noun to", "that")):
            return Complement([(infinitive.first, infinitive.last)], entry, way="noun to")
        elif entry := cue.takes("to", "noun to"):
            return Complement([(infinitive.first, infinitive.last)], entry, way="to")
    if gerund is not None and (entry := cue.takes("ing")):
        return Complement([(gerund.first, gerund.last)], entry, way="ing")
    if obj is not None:
        as_prep = next((prep for prep in preps if prep.lower == "as"), None)
        if (small or as_prep) and (entry := cue.takes("noun as")):
            tail = small or as_prep
            assert tail is not None
            return Complement([(min(obj.first, tail.first), max(obj.last, tail.last))], entry, way="noun as")
        for prep in preps:
            if prep.i > obj.i and (entry := cue.takes(f"noun {prep.lower}")):
                return Complement([(obj.first, prep.last)], entry, way="noun of")
        if entry := cue.takes("noun"):
            last = obj.last
            if len(cue.tokens) == 1 or obj.dep == "pobj":
                last = max(
                    [
                        last,
                        *(p.last for p in preps if p.i > obj.i and p.lower in ("of", "for", "to", "about", "against")),
                    ]
                )
            return Complement([(obj.first, last)], entry, way="noun")
    if small is not None and (entry := cue.takes("noun as")):
        return Complement([(small.first, small.last)], entry, way="noun as")
    for prep in preps:
        if entry := cue.takes(prep.lower):
            inner = prep.child("pobj", "pcomp")
            if inner is not None:
                return Complement([(inner.first, inner.last)], entry, (prep,), obj or hearer, prep.lower)
    return None


def _passive(
    cue: Cue,
    subject: Token | None,
    clause: Token | None,
    infinitive: Token | None,
    small: Token | None,
    obj: Token | None,
    preps: Sequence[Token],
) -> Complement | None:
    """The content of a cue in the passive: what is said of its subject, or the clause that its subject is told."""
    before = [(subject.first, subject.last)] if subject is not None and subject.lower != "it" else []
    if clause is not None and (entry := cue.takes("that", "quote")):
        return Complement([(clause.first, clause.last)], entry, addressee=subject if before else None)
    if infinitive is not None and (entry := cue.takes("noun to", "hearer", "that", "to")):
        return Complement([*before, (infinitive.first, infinitive.last)], entry, way="noun to")
    if not before:
        return None
    tail = small or next((prep for prep in preps if prep.lower == "as"), None)
    if tail is not None and (entry := cue.takes("noun as")):
        return Complement([*before, (tail.first, tail.last)], entry, way="noun as")
    for prep in preps:
        if prep.dep != "agent" and (entry := cue.takes(f"noun {prep.lower}")):
            return Complement([*before, (prep.first, prep.last)], entry, way="noun of")
    if entry := cue.takes("noun"):
        return Complement(before, entry, way="noun")
    return None


def verb_form(token: Token) -> str:
    """ "to", "ing", "finite" or "other", for the head of a clause."""
    for child in token.children:
        if child.tag == "TO" and child.i < token.i:
            return "to"
    if any(child.dep == "aux" and child.tag in ("MD", "VBZ", "VBP", "VBD") for child in token.children):
        return "finite"
    if token.tag == "VBG":
        return "ing"
    if token.tag in ("VBZ", "VBP", "VBD"):
        return "finite"
    return "other"


def to_spans(document: Document, ranges: Iterable[Range]) -> list[tuple[int, int]]:
    """Code-point spans of token ranges, without marks at the edges; empty ones are dropped."""
    spans = []
    for low, high in ranges:
        tokens = document.tokens
        while low <= high and not tokens[low].is_word and tokens[low].text in _SENTENCE_MARKS:
            low += 1
        while high >= low and not tokens[high].is_word and tokens[high].text in _SENTENCE_MARKS:
            high -= 1
        if low <= high:
            spans.append((tokens[low].start, tokens[high].end))
    return spans


def sentence_start(document: Document, position: int) -> int:
    """Where the sentence begins that leads into a code point: the parser's sentence, or further back if that begins in mid-sentence."""
    tokens = document.tokens_in(position, position + 1)
    if not tokens:
        return position
    first = document.sentence_of(tokens[0]).first
    paragraph = document.paragraphs[tokens[0].paragraph].first
    while first > paragraph and document.tokens[first - 1].text not in _SENTENCE_ENDS:
        first = document.sentences[document.tokens[first - 1].sentence].first
    return document.tokens[first].start


_SENTENCE_ENDS = frozenset(".?!:\"”''…") | {"''"}


def parenthetical(document: Document, cue: Cue, heads: Sequence[Token]) -> list[Range]:
    """What stands around a cue set off by commas: "It rains, he said." and "It, he said, rains." """
    verb = cue.head
    sentence = document.sentence_of(verb)
    low = min(
        [verb.i, *(child.i for child in verb.children if child.dep in ("aux", "neg", "advmod") and child.i < verb.i)]
    )
    high = cue.tokens[-1].i
    for head in heads:
        if sentence.first <= head.i < sentence.stop:
            if head.i < verb.i:
                low = min(low, max(head.first, sentence.first))
            elif head.i - verb.i < 30:
                high = max(high, head.last)
    tokens = document.tokens
    if low <= sentence.first or tokens[low - 1].text != "," or low - 1 - sentence.first < 2:
        return []
    if verb.tag not in ("VBD", "VBZ", "VBP") or (verb.dep == "ROOT" and high - low < 1) or not heads:
        return []
    ranges = [(sentence.first, low - 1)]
    if verb.dep == "ROOT" and high + 1 < sentence.stop - 1 and tokens[high + 1].text != ",":
        return []
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep in ("prep", "npadvmod", "dobj", "dative", "advmod", "nsubj")
            and child.last < sentence.stop
        ):
            if child.first <= high + 1:
                high = max(high, child.last)
    if (
        high + 1 < sentence.stop
        and tokens[high + 1].text == ","
        and not (high + 2 < sentence.stop and tokens[high + 2].tag in ("VBG", "WDT", "WP", "WRB"))
    ):
        ranges.append((high + 1, sentence.stop - 1))
    return ranges
