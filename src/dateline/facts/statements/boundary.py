"""Where a statement's content begins and ends, read from the syntax around its cue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.statements.cue import Cue, Entry, lexicon

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
            if (
                form == "ing"
                and dep == "xcomp"
                and any(c.i == child.first - 1 and c.text == "," for c in verb.children)
            ):
                continue
            if form == "to":
                infinitive = infinitive or child
            elif form == "ing" and dep == "xcomp":
                gerund = gerund or child
            elif dep == "ccomp" or form == "finite":
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
        if word.dep == "mark" and word.head.i > word.i and (entry := cue.takes("noun to", "noun")):
            # "called for both sides to talk": the preposition opens a clause.
            return Complement([(word.i + 1, word.head.last)], entry, way="noun to")
    if passive:
        before = [] if subject is None or subject.lower == "it" else [(subject.first, subject.last)]
        return _passive(cue, before, clause, infinitive, small, obj, preps)
    if verb.dep == "acl" and verb.tag == "VBN" and obj is None and clause is None and verb.head.i < verb.i:
        # "a plan proposed by X", "a law known as Y"
        return _passive(cue, [(verb.head.first, verb.i - 1)], None, None, small, None, preps)
    if (entry := cue.takes("seeming")) and (tail := infinitive or small) is not None and subject is not None:
        ranges = [(subject.first, subject.last), (tail.first, tail.last)]
        return Complement(ranges, entry, way="seeming") if subject.i < verb.i < tail.first else None

    if clause is not None and (entry := cue.takes("that", "quote", *(["noun"] if _is_question(clause) else []))):
        target = hearer or (obj if obj is not None and cue.takes("hearer") else None)
        first = clause.first
        if obj is not None and target is None and verb.i < obj.i < clause.i and obj.dep in ("dobj", "obj"):
            first = min(first, obj.first)
        return Complement(_without_cue(verb, first, clause.last), entry, (), target, "that")
    if infinitive is not None:
        if obj is not None and obj.i < infinitive.i:
            if entry := cue.takes("noun to"):
                return Complement([(obj.first, infinitive.last)], entry, way="noun to")
            if entry := cue.takes("hearer"):
                return Complement([(infinitive.first, infinitive.last)], entry, addressee=obj, way="to")
        elif infinitive.child("nsubj") is not None and (entry := cue.takes("noun to")):
            return Complement([(infinitive.first, infinitive.last)], entry, way="noun to")
        elif entry := cue.takes("to", "noun to"):
            return Complement(_without_cue(verb, infinitive.first, infinitive.last), entry, way="to")
    if gerund is not None and (entry := cue.takes("ing")):
        return Complement([(gerund.first, gerund.last)], entry, way="ing")
    if obj is not None:
        as_prep = next((prep for prep in preps if prep.lower == "as"), None)
        if (small or as_prep) and (entry := cue.takes("noun as")):
            tail = small or as_prep
            assert tail is not None
            return Complement(_both(verb, obj, tail), entry, way="noun as")
        for prep in preps:
            if prep.i > obj.i and (entry := cue.takes(f"noun {prep.lower}")):
                return Complement(_both(verb, obj, prep), entry, way="noun of")
        if entry := cue.takes("noun"):
            last = _restrictive_end(obj, _with_modifiers(verb, obj))
            return Complement([(obj.first, last)], entry, way="noun")
    if small is not None and (entry := cue.takes("noun as")):
        return Complement([(small.first, small.last)], entry, way="noun as")
    for prep in preps:
        if entry := cue.takes(prep.lower):
            inner = prep.child("pobj", "pcomp")
            if inner is not None:
                return Complement([(inner.first, inner.last)], entry, (prep,), obj or hearer, prep.lower)
    return None


def _without_cue(verb: Token, low: int, high: int) -> list[Range]:
    """A clause's range, in two where subject and verb of the cue stand in its midst ("which he said had failed")."""
    if not low < verb.i < high:
        return [(low, high)]
    first = min(
        [verb.i, *(child.first for child in verb.children if child.dep == "nsubj" and low < child.first < verb.i)]
    )
    return [(low, first - 1), (verb.i + 1, high)]


def _both(verb: Token, obj: Token, tail: Token) -> list[Range]:
    """An object and what is said of it: one range, or two where the object stands before the verb ("whom he called a liar")."""
    if obj.i < verb.i < tail.i:
        return [(obj.first, obj.last), (tail.first, tail.last)]
    return [(min(obj.first, tail.first), max(obj.last, tail.last))]


# Prepositions that rather belong to a noun before them than to the verb, where the parser can't tell.
_OF_NOUNS = frozenset(
    {"of", "for", "to", "about", "against", "from", "over", "with", "on", "between", "among", "as", "in"}
)


def _with_modifiers(verb: Token, noun: Token) -> int:
    """The end of a noun phrase together with what follows it at once and the parser gave to the verb: "a prosecutor | to look into it"."""
    last = noun.last
    for child in sorted(verb.children, key=lambda token: token.i):
        if child.first != last + 1 or child.i < noun.i:
            continue
        if child.dep == "prep":
            inner = child.child("pobj", "pcomp")
            if inner is None or inner.ent in ("DATE", "TIME") or not (child.lower in _OF_NOUNS or inner.dep == "pcomp"):
                break
        elif child.dep not in ("xcomp", "advcl", "acl", "ccomp") or verb_form(child) not in ("to", "ing"):
            break
        last = child.last
    return last


def _restrictive_end(noun: Token, last: int) -> int:
    """The end of a noun phrase without the clause or apposition that a comma or dash parts from it."""
    for child in noun.children:
        if child.i > noun.i and child.dep in ("appos", "relcl", "acl") and child.first - 1 > noun.i:
            before = next((sibling for sibling in noun.children if sibling.i == child.first - 1), None)
            if before is not None and not before.is_word and before.text in (",", "-", "–", "—", "--"):
                return min(last, child.first - 2)
    return last


def _is_question(clause: Token) -> bool:
    """Whether a clause begins with how, why, what …"""
    return any(child.tag in ("WRB", "WP", "WDT") and child.i < clause.i for child in clause.children)


def _passive(
    cue: Cue,
    before: list[Range],
    clause: Token | None,
    infinitive: Token | None,
    small: Token | None,
    obj: Token | None,
    preps: Sequence[Token],
) -> Complement | None:
    """The content of a cue in the passive: what is said of its subject, or the clause that its subject is told."""
    if clause is not None and (entry := cue.takes("that", "quote")):
        return Complement([(clause.first, clause.last)], entry)
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
    if any(child.dep in ("aux", "auxpass") and child.tag in ("MD", "VBZ", "VBP", "VBD") for child in token.children):
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


def extend(document: Document, cue: Cue, high: int) -> int:
    """The end of a clause behind a cue, further right where the parser cut it: "… and that …", "… unless …", "…, "not at all."" """
    tokens = document.tokens
    stop = document.sentence_of(cue.head).stop
    for _ in range(3):
        i = high + 1
        while i < stop and not tokens[i].is_word:
            i += 1
        if i >= stop - 1:
            return high
        opens = i == high + 2 and tokens[high + 1].text in _QUOTES and tokens[i].text.islower() and tokens[high].is_word
        if tokens[high].pos == "CCONJ" or opens or (i == high + 1 and _is_broken(tokens[high], tokens[i])):
            comma = next((j for j in range(i, stop) if tokens[j].text in (",", ";", "—", "–")), stop)
            high = comma - 1
            continue
        if (
            tokens[i].lower in ("and", "but", "or")
            and tokens[i + 1].text in _QUOTES
            and tokens[high + 1].text in (*_QUOTES, ",")
        ):
            closing = next((j for j in range(i + 2, stop) if tokens[j].text in _QUOTES), None)
            if closing is None:
                return high
            high = closing
            continue
        if tokens[i].lower in ("and", "but") and tokens[high + 1].text in _QUOTES and _quotes_on(tokens[i:stop]):
            return stop - 1
        linked = tokens[i].lower in ("and", "but", "or") and tokens[i + 1].lower == "that"
        adverbial = i == high + 1 and tokens[i].lower in _CLAUSE_OPENERS and tokens[i].head.dep == "advcl"
        if linked:
            end = max(
                (t.last for t in tokens[i + 2 : stop] if t.head is cue.head or t.dep in ("conj", "ccomp")), default=high
            )
        elif adverbial and tokens[i].head.first >= i:
            end = tokens[i].head.last
        else:
            return high
        if end <= high:
            return high
        high = min(end, stop - 1)
    return high


def _quotes_on(tokens: Sequence[Token]) -> bool:
    """Whether a clause quotes again and has no cue of its own."""
    return any(token.text in _QUOTES for token in tokens) and not any(
        token.pos == "VERB" and _is_telling(token) for token in tokens
    )


_QUOTES = frozenset({'"', "“", "”", "''", "``"})


def _is_broken(last: Token, following: Token) -> bool:
    """Whether a clause can't end between two neighbouring words: no mark parts them, and the second opens nothing new."""
    return following.pos not in ("ADP", "SCONJ", "CCONJ", "PUNCT", "ADV", "PART") and following.ent not in (
        "DATE",
        "TIME",
    )


_CLAUSE_OPENERS = frozenset(
    {"unless", "if", "because", "until", "since", "so", "when", "once", "after", "before", "without"}
)


def set_off(document: Document, cue: Cue, heads: Sequence[Token]) -> bool:
    """Whether a mark parts a cue's clause from what stands before it, so that this can be its content."""
    low = min(
        [cue.head.i, *(head.first for head in heads if head.first < cue.head.i and head.sentence == cue.head.sentence)]
    )
    while low - 1 >= 0 and document.tokens[low - 1].pos in ("ADV", "AUX", "PART"):
        low -= 1
    return low > 0 and not document.tokens[low - 1].is_word


def trim(document: Document, cue: Cue, low: int, high: int) -> tuple[int, list[Token]]:
    """Cut from a clause behind a cue what belongs to the writer or to another cue of the same speaker.

    Returns the last token that stays, and the verbs that share the cue's subject ("said it was early but added …").
    """
    tokens = document.tokens
    shared: list[Token] = []
    for i in range(low + 2, high + 1):
        token = tokens[i]
        after_comma = tokens[i - 1].text == "," or tokens[i - 2].text == ","
        cut = 0
        if token.lower == "according" and i < high and tokens[i + 1].lower == "to":
            cut = i
        elif token.lower in ("while", "compared") and tokens[i - 1].text == ",":
            cut = i
            if i < high and tokens[i + 1].tag == "VBG" and is_speech(tokens[i + 1]):
                shared.append(tokens[i + 1])
        elif token.lower == "as" and tokens[i - 1].text == "," and i < high and tokens[i + 1].pos == "AUX":
            cut = i
        elif (
            after_comma
            and token.tag == "VBG"
            and token.dep in ("advcl", "acl", "conj", "xcomp", "dep")
            and is_speech(token)
        ):
            cut = i
            shared.append(token)
        elif token.dep == "conj" and token.tag in TENSES and _is_telling(token) and _same_tense(token, cue.head):
            link = next((j for j in range(i - 1, max(low, i - 4), -1) if tokens[j].pos == "CCONJ"), 0)
            if link and not any(child.dep in ("nsubj", "nsubjpass") for child in token.children):
                cut = link
                shared.append(token)
        if cut:
            while cut - 1 > low and not tokens[cut - 1].is_word and tokens[cut - 1].text in _SENTENCE_MARKS:
                cut -= 1
            return cut - 1, shared
    return high, shared


TENSES = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present"}


def _same_tense(one: Token, other: Token) -> bool:
    return TENSES.get(one.tag) == TENSES.get(other.tag)


def is_speech(token: Token) -> bool:
    """Whether a word can be a verb of saying, thinking or asking."""
    return any("quote" in entry.takes for entry in lexicon().verbs.get(token.lemma.lower(), ()))


def _is_telling(token: Token) -> bool:
    """Whether a word can be a verb of saying, and is none of thinking or finding."""
    entries = lexicon().verbs.get(token.lemma.lower(), ())
    return any("quote" in entry.takes and entry.stance not in ("believe", "report", "predict") for entry in entries)


def lost_clause(document: Document, cue: Cue) -> list[Range]:
    """The clause behind a cue that the parser lost: from "that" on, or from the verb on, if a finite verb follows in the sentence."""
    tokens, verb = document.tokens, cue.head
    stop = document.sentence_of(verb).stop
    last = cue.tokens[-1].i
    if verb.lemma != "say" and not cue.takes("hearer") and verb.child("dobj") is not None:
        return []
    start = last + 1
    that = _that_behind(tokens[start : min(stop, start + MAX_BEFORE_THAT)])
    if that is not None:
        start = that.i
    elif cue.takes("hearer") and verb.child("dobj", "dative") is not None:
        return []
    elif start >= stop or tokens[start].pos in ("ADP", "PUNCT", "PART", "CCONJ", "AUX", "ADV"):
        return []
    elif tokens[start].pos == "SCONJ" and tokens[start].lower not in ("if", "because", "when", "while", "since"):
        return []
    elif tokens[start].pos == "VERB" and tokens[start].tag != "VBG":
        return []
    body = tokens[start:stop]
    return [(start, stop - 1)] if count_finite(body) else []


def _that_behind(tokens: Sequence[Token]) -> Token | None:
    """The first "that" or "whether" that opens a clause, with no mark or verb of saying before it."""
    for token in tokens:
        if token.lower in ("that", "whether") and token.dep in ("mark", "det", "nsubj", "dobj", "advmod", "pobj"):
            return token
        if token.text in (".", ";", ":", "?", "!") or (token.pos == "VERB" and is_speech(token)):
            return None
    return None


# Between a verb and its "that" stand at most so many tokens ("said in an interview with the paper on Sunday that").
MAX_BEFORE_THAT = 14


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


def count_finite(tokens: Sequence[Token]) -> int:
    """How many finite verbs there are, modal verbs included."""
    return sum(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tokens)
