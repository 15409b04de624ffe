"""Which way a sentence looks in time at one of its words, from the verbs above it in the parse."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.times.prospect import AWAITED, is_ahead, is_celebrated, is_prospect, is_traded
from dateline.facts.times.sudden import is_sudden
from dateline.facts.times.until import lasts_until
from dateline.facts.times.verb import MAX_STEPS, auxiliaries_of, is_past_perfect, verb_of

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "can", "could", "may", "might", "should", "must"})
_PERHAPS = frozenset({"would", "could", "may", "might", "should", "must"})
# Participles and adjectives whose complement is still to come ("is scheduled for Friday", "due Monday").
_PLANNED = frozenset(
    {"schedule", "expect", "plan", "set", "due", "slate", "bind", "likely", "poise", "intend", "ready", "unlikely"}
)
# What stands behind these in the infinitive did happen, or happens now.
_DONE = frozenset(
    {
        "begin",
        "start",
        "continue",
        "manage",
        "fail",
        "use",
        "seem",
        "appear",
        "refuse",
        "decline",
        "have",
        "help",
        "come",
        "take",
    }
)
# What somebody did something to do was done by it.
_ATTAINED = frozenset(
    {
        "win",
        "beat",
        "defeat",
        "reach",
        "clinch",
        "seal",
        "secure",
        "claim",
        "advance",
        "become",
        "complete",
        "retain",
        "snap",
    }
)
# What is said to be going to happen on a day, where the auxiliary is in the present: "are forecast", but not "was forecast".
_FORESEEN = frozenset({"forecast", "predict", "project", "tip"})
# What teams do, which the parser takes for a name where no other verb is told: "United host City on Saturday".
_FIXTURES = frozenset({"host", "face", "meet", "play", "visit", "travel", "welcome"})
# Behind "is" these belong to the verb: "is out on Friday".
_OUT = frozenset({"out", "back", "away", "off", "on"})
_SO = frozenset({"effective", "available", "open", "closed", "shut", "valid", "free", "absent", "live"})
_AFTER = frozenset({"after", "following"})
_BESIDE = frozenset({"against", "versus", "than"})
_LIMITS = frozenset({"later", "earlier", "sooner"})  # "no later than Friday"
_RECORDS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "only"})
_PLAN_PREPOSITIONS = frozenset({"on", "in", "by", "until", "till", "through", "from", "to"})
# What is told in the present of a weekend or a feast to come; headlines tell of those that are over so too.
_OPENING = frozenset(
    {"open", "reopen", "close", "start", "begin", "end", "resume", "return", "arrive", "leave", "meet", "play", "host"}
)
_DURING = frozenset({"at", "over", "during"})
_SPANS = frozenset({"week", "weekend"})
_NOW = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
# What stands between a verb and its day, as in "at 6 a.m. on Wednesday".
_CLOCK = frozenset({"at", "from", "around", "before", "after", "by", "until", "till", "to", "on"})
_HOURS = frozenset(
    {"a.m.", "p.m.", "am", "pm", "noon", "midday", "midnight", "gmt", "utc", "o'clock", "time", "dawn", "dusk"}
)
_TELLING = frozenset({"say", "tell", "report", "announce", "write", "add", "confirm", "declare"})
# "The first months of the year" are a part of it, and nothing that is ranked.
_PARTS = frozenset(
    {"months", "weeks", "days", "hours", "quarter", "quarters", "half", "day", "week", "month", "part", "time", "thing"}
)
# What is named by its day has been: "the Jan. 6 riot".
_HAPPENED = frozenset(
    {
        "attack",
        "assault",
        "riot",
        "insurrection",
        "bombing",
        "blast",
        "explosion",
        "crash",
        "collision",
        "earthquake",
        "quake",
    }
    | {"massacre", "shooting", "killing", "murder", "fire", "blaze", "flood", "raid", "ambush", "uprising", "disaster"}
    | {
        "accident",
        "collapse",
        "coup",
        "tsunami",
        "landslide",
        "derailment",
        "stabbing",
        "kidnapping",
        "outage",
        "breach",
    }
)
_WAS = frozenset({"was", "were", "had"})
_STATES = frozenset(
    {"say", "be", "have", "know", "think", "believe", "follow", "show", "mean", "remain", "compare", "contrast"}
)


def direction(token: Token) -> int:
    """1 ahead, -1 back, 0 undecided."""
    told = _told(token)
    return 0 if told == 1 and _is_aside(token) and not is_ahead(token) else told


def _told(token: Token) -> int:
    """The direction that the time's verb tells, or what it hangs on."""
    while token.dep == "conj" and token.pos == "PROPN" and token.head.pos == "PROPN":
        token = token.head  # "on Friday and Saturday"
    verb = verb_of(token)
    if is_traded(token) or is_prospect(token) or is_ahead(token):
        return 1
    if verb is None:
        return 1 if _is_fixture(token) else 0
    if lasts_until(token, verb) or (token.head is verb and is_celebrated(token, verb)):
        return 1
    return _direction(verb, _directly_under(token, verb), 0)


def is_done(token: Token) -> bool:
    """Whether the time is when something happened: "was signed on Dec. 20", "the Jan. 6 riot"."""
    if token.head.i > token.i and token.head.lemma in _HAPPENED:
        return not is_prospect(token)
    if token.dep == "pobj" and token.head.lower == "on":
        token = token.head
    verb = token.head
    if token.dep not in ("prep", "npadvmod") or verb.pos != "VERB" or verb.i > token.i or _is_planned(verb):
        return False
    auxiliaries = auxiliaries_of(verb)
    return verb.tag == "VBD" or (verb.tag == "VBN" and not auxiliaries.isdisjoint(_WAS))


def _is_aside(time: Token) -> bool:
    """Whether what is ahead is not of the time, which stands beside it: "at 4% in April, is expected to rise", "would back it,
    against 38% in April"."""
    verb = verb_of(time)
    if verb is None:
        return False
    for above in time.ancestors():
        if above is verb:
            break
        if above.lower in _BESIDE and above.head.lower not in _LIMITS:
            return True
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or not subject.i < time.i < verb.i:
        return False
    between = {child.i for above in (verb, subject) for child in above.children if child.text == ","}
    return any(subject.i < i < time.i for i in between) and any(time.i < i < verb.i for i in between)


def _is_fixture(token: Token) -> bool:
    """Whether a sentence without a verb tells of a match: "City travel to Hull on Sunday"."""
    for above in token.ancestors():
        played = [word for word in (above, *above.children) if word.lower in _FIXTURES]
        if played:
            return played[0].i > above.first and above.child("det", "poss") is None
    return False


def is_background(token: Token, *, coarse: bool) -> bool:
    """Whether a time belongs to what was over before the story: "which had closed last Wednesday"; in a clause about a noun
    so does a `coarse` one, a month or a year ("Argentina, whose trade collapsed in 2020")."""
    verb = verb_of(token)
    if verb is not None and verb.dep == "acl" and verb.tag == "VBN":
        return coarse  # "the telescope, launched in December"
    if verb is None or verb.dep not in ("relcl", "advcl"):
        return False
    return "had" in auxiliaries_of(verb) or (coarse and verb.dep == "relcl" and verb.tag == "VBD")


def is_telling(token: Token) -> bool:
    """Whether a time is only that of telling: "police said on Friday"."""
    verb = verb_of(token)
    return verb is not None and verb.lemma in _TELLING


def is_habit(token: Token) -> bool:
    """Whether what happens at a time of day is told in the present, as it is of what happens every day."""
    verb = verb_of(token)
    return verb is not None and verb.tag in ("VBZ", "VBP") and not auxiliaries_of(verb)


def is_record(token: Token) -> bool:
    """Whether a stretch of time says since when something is a record: "the first rise in six years", "the first in ten"."""
    ranked = token.head.head
    alone = ranked.tag == "JJS" or ranked.lower in _RECORDS
    return token.dep == "pobj" and token.head.lower == "in" and (alone or _is_ranked(ranked))


def is_counted(token: Token) -> bool:
    """Whether a span is told in which something is ranked: "the third attack of the month"."""
    noun = token.head.head
    return token.dep == "pobj" and token.head.lower == "of" and noun.lower not in _PARTS and _is_ranked(noun)


def _is_ranked(noun: Token) -> bool:
    if noun.pos != "NOUN":
        return False
    described = (word for child in noun.children if child.i < noun.i for word in (child, *child.children))
    return any(word.tag in ("JJS", "RBS") or word.lower in _RECORDS for word in described)


def _directly_under(token: Token, verb: Token) -> bool:
    """Whether the time is the verb's own adverbial, so that a plain present is a plan: "arrives Monday", "opens in May",
    "resumes at 6 a.m. on Wednesday"."""
    if token.dep == "pobj" and (
        token.head.lower in _PLAN_PREPOSITIONS
        or (token.head.lower == "for" and _is_planned(verb))
        or (token.head.lower in _DURING and verb.lemma in _OPENING)
    ):
        token = token.head
        if token.head is not verb and _belongs_to_verb(token.head, verb):
            return True
        if token.dep == "prep" and token.head.lower == "from":  # "from Thursday to Saturday"
            token = token.head
    if token.head.lower in _HOURS or token.head.tag == "CD":
        token = token.head
        if token.dep == "pobj" and token.head.lower in _CLOCK:
            token = token.head
    if token.dep == "dobj" and token.lower in _SPANS:  # "starts the week of May 4"
        return token.head is verb
    return token.head is verb and token.dep in ("npadvmod", "prep", "tmod", "attr") and not _is_of_event(token)


def _is_of_event(time: Token) -> bool:
    """Whether a time stands right behind what happened then: "are questioning a man over a stabbing on Monday", "is recovering
    after surgery on Monday"."""
    word = next((c for c in time.head.children if c.last == time.first - 1 and c.i > time.head.i), None)
    while word is not None:
        if word.lemma in _HAPPENED or word.lower in _AFTER:
            return True
        last = word.last
        word = next((c for c in reversed(word.children) if c.last == last and c.i > word.i), None)
    return False


def _belongs_to_verb(word: Token, verb: Token) -> bool:
    """Whether what a time hangs on is a part of its verb: "is out on Friday", "there is a vigil on Sunday"."""
    if word.head is not verb:
        return False
    if word.dep == "attr":
        return verb.child("expl") is not None
    return word.lower in (_OUT if word.dep == "advmod" else _SO if word.dep == "acomp" else ())


def _direction(verb: Token, planned: bool, steps: int) -> int:
    if steps > MAX_STEPS:
        return 0
    auxiliaries = auxiliaries_of(verb)
    if auxiliaries & _PERHAPS and "have" in auxiliaries:
        return -1  # "may have died on Friday"
    if auxiliaries & _FUTURE or verb.lower in _FUTURE:
        return 1
    if verb.lemma in _FORESEEN and auxiliaries & {"is", "are"}:
        return 1
    if "had" in auxiliaries:
        return -1
    if planned and steps == 0 and verb.tag == "VBN" and auxiliaries & {"is", "are"} and "been" not in auxiliaries:
        return 1 if verb.lemma != "date" else -1  # "is played on Sunday", but "is dated Sunday"
    if "was" in auxiliaries or "were" in auxiliaries:
        return 1 if _is_planned(verb) and planned else -1
    above = verb_of(verb.head) if not verb.is_root else None
    if "to" in auxiliaries:
        if above is None:
            return 1
        if above.lemma in _DONE:
            return _direction(above, planned, steps + 1)
        if "have" in auxiliaries and above.lemma not in AWAITED and not _is_planned(above):
            return -1  # "is believed to have left on Friday"
        if verb.dep == "advcl" and verb.lemma in _ATTAINED and above.tag == "VBD":
            return _direction(above, planned, steps + 1)  # "scored twice to win the cup on Sunday"
        if _describes_record(verb):
            return 0
        return -1 if is_past_perfect(verb) else 1
    if verb.lower == "due" or (verb.tag == "VBN" and _is_planned(verb)):
        return -1 if is_past_perfect(verb) else 1
    if verb.tag == "VBN" and verb.dep == "acomp" and not auxiliaries and above is not None:  # "will be closed"
        return _direction(above, planned, steps + 1)
    if verb.tag in ("VBD", "VBN") or auxiliaries & {"have", "has", "'ve", "’ve"}:
        return -1
    if verb.tag == "VB" and verb.dep in ("xcomp", "ccomp") and above is not None and above.lemma in _DONE:
        return _direction(above, planned, steps + 1)  # "helped close the road on Monday"
    if planned and verb.tag == "VB" and verb.dep == "conj" and above is not None and above.tag in ("VBD", "VBN"):
        return 1  # "were closed on Monday and reopen on Thursday"
    if verb.tag == "VBG" and auxiliaries & _NOW:
        return 1 if planned else 0  # "said they are meeting on Friday"
    if above is not None and (verb.tag == "VBG" or (verb.tag == "VB" and verb.dep == "conj")):
        return _direction(above, planned, steps + 1)
    if planned and is_sudden(verb):
        return -1
    return 1 if planned and (verb.lemma not in _STATES or verb.lemma == "be") else 0


def _is_planned(verb: Token) -> bool:
    """Whether the verb tells a plan; a record is set, but not set for anything."""
    if verb.lemma == "set":
        return any(child.lower == "for" for child in verb.children)
    return verb.lemma in _PLANNED


def _describes_record(verb: Token) -> bool:
    """Whether an infinitive tells what somebody was first or best in: "the strongest storm to strike", "the first to land"."""
    described = (verb.head, *verb.head.children) if verb.dep in ("relcl", "acl") else ()
    return any(word.tag in ("JJS", "RBS") or word.lower in _RECORDS for word in described)
