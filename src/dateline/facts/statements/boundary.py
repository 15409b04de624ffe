"""Where a statement's content ends: longer than the parser has it, shorter where the writer or another cue goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.statements.complement import Range, verb_form
from dateline.facts.statements.cue import Cue, lexicon

_SENTENCE_MARKS = frozenset(".,;:!?…-–—")


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
    """The end of a clause behind a cue, further right where the parser cut it ("… and that …", "… unless …")."""
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
    return low > 0 and not document.tokens[low - 1].is_word and document.tokens[low - 1].text != ";"


def trim(document: Document, cue: Cue, low: int, high: int) -> tuple[int, list[Token]]:
    """Cut from a clause behind a cue what belongs to the writer or to another cue of the same speaker.

    Returns the last token that stays, and the verbs that share the cue's subject ("said it was early but added …").
    """
    tokens = document.tokens
    for i in range(low + 2, high + 1):
        cut, sharing = i, _next_cue(tokens, i)
        if sharing is None and not _is_the_writers(tokens, i, low, high):
            cut, sharing = _coordinated_cue(cue, tokens, i, low)
            if sharing is None:
                continue
        while cut - 1 > low and not tokens[cut - 1].is_word and tokens[cut - 1].text in _SENTENCE_MARKS:
            cut -= 1
        return cut - 1, [] if sharing is None else [sharing]
    return high, []


def _next_cue(tokens: Sequence[Token], i: int) -> Token | None:
    """The participle of saying that begins here behind a comma: "…, adding that …", "…, while noting that …"."""
    token = tokens[i]
    if token.lower == "while" and tokens[i - 1].text == "," and i + 1 < len(tokens):
        token = tokens[i + 1]
        return token if token.tag == "VBG" and is_speech(token) else None
    after_comma = tokens[i - 1].text == "," or tokens[i - 2].text == ","
    participle = token.tag == "VBG" and token.dep in ("advcl", "acl", "conj", "xcomp", "dep")
    return token if after_comma and participle and is_speech(token) else None


def _is_the_writers(tokens: Sequence[Token], i: int, low: int, high: int) -> bool:
    """Whether the writer goes on here: "according to", ", while …", ", compared with …", ", which …", ", a move that …"."""
    token = tokens[i]
    following = tokens[i + 1] if i < high else token
    if token.lower == "according":
        return following.lower == "to"
    if tokens[i - 1].text != ",":
        return False
    if token.lower in ("while", "compared") or (token.lower == "even" and following.lower in ("as", "though")):
        return True
    if token.lower == "as":
        return following.pos == "AUX"
    relative = token.tag in ("WDT", "WP", "WP$") and token.head.dep == "relcl"
    apposition = token.lower in ("a", "an") and token.head.dep == "appos"
    return (relative or apposition) and i - low > MIN_KEPT and token.head.last >= high - 1


def _coordinated_cue(cue: Cue, tokens: Sequence[Token], i: int, low: int) -> tuple[int, Token | None]:
    """A verb of saying that the parser took into the clause: "… but added": the token of its "but", and the verb."""
    token = tokens[i]
    shares = token.dep == "conj" and token.tag in _FORMS and (_tells(tokens, token) or _is_misplaced(token))
    if shares and _same_form(token, cue.head):
        link = next((j for j in range(i - 1, max(low, i - 4), -1) if tokens[j].pos == "CCONJ"), 0)
        if link and not any(child.dep in ("nsubj", "nsubjpass") for child in token.children):
            return link, token
    return i, None


def _is_misplaced(verb: Token) -> bool:
    """Whether a finite verb is coordinated with one that is none, as no grammar has it: "denied aiming at it and blamed …"."""
    return verb.tag in ("VBD", "VBZ", "VBP") and verb.head.tag in ("VB", "VBG") and verb_form(verb.head) != "finite"


def _tells(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a coordinated verb is a cue of its own: one of saying, or one that goes on with "that"."""
    following = tokens[token.i + 1].lower if token.i + 1 < len(tokens) else ""
    that = following in ("that", "whether")
    return _is_telling(token) or (
        that and any("that" in entry.takes for entry in lexicon().verbs.get(token.lemma.lower(), ()))
    )


# Of a clause that the writer comments on stay more tokens than this.
MIN_KEPT = 5

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TENSES = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present"}
_FORMS = {**TENSES, "VBG": "participle"}


def _same_form(one: Token, other: Token) -> bool:
    return _FORMS.get(one.tag) == _FORMS.get(other.tag)


def is_speech(token: Token) -> bool:
    """Whether a word can be a verb of saying, thinking or asking."""
    return any("quote" in entry.takes for entry in lexicon().verbs.get(token.lemma.lower(), ()))


def _is_telling(token: Token) -> bool:
    """Whether a word can be a verb of saying, and is none of thinking or finding."""
    entries = lexicon().verbs.get(token.lemma.lower(), ())
    return any("quote" in entry.takes and entry.stance not in ("believe", "report", "predict") for entry in entries)


def lost_clause(document: Document, cue: Cue) -> list[Range]:
    """The clause behind a cue that the parser lost: from "that" or from the verb on, if a finite verb follows."""
    tokens, verb = document.tokens, cue.head
    stop = document.sentence_of(verb).stop
    last = cue.tokens[-1].i
    if verb.lemma != "say" and not cue.takes("hearer") and verb.child("dobj") is not None:
        return []
    start = last + 1
    that = _that_behind(tokens[start : min(stop, start + MAX_BEFORE_THAT)])
    if that is not None:
        start = that.i
    elif (
        (cue.takes("hearer") and verb.child("dobj", "dative") is not None)
        or start >= stop
        or tokens[start].pos in ("ADP", "PUNCT", "PART", "CCONJ", "AUX", "ADV")
        or (tokens[start].pos == "SCONJ" and tokens[start].lower not in ("if", "because", "when", "while", "since"))
        or (tokens[start].pos == "VERB" and tokens[start].tag != "VBG")
    ):
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
    """Where the sentence begins that leads into a code point: further back than the parser's if that begins in mid-sentence."""
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
    return sum(token.tag in FINITE for token in tokens)
