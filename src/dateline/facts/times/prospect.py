"""What a time hangs on that is still to come: planned, awaited, traded, promised."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.times.verb import auxiliaries_of, is_past_perfect, verb_of

# A day that is made something of is seldom over: "Saturday has been declared a day of mourning".
_MADE = frozenset({"declare", "name", "designate", "proclaim"})
# What a day does that is to come, in the present: "Thursday marks two years since the siege".
_CELEBRATED = frozenset({"be", "mark", "bring", "see"})
# What these are about is still to come: "hinted at a cut in September", "confident of a win in November".
_PROSPECTS = frozenset(
    {
        "hint",
        "bet",
        "predict",
        "forecast",
        "signal",
        "envisage",
        "anticipate",
        "await",
        "eye",
        "expect",
        "hope",
        "propose",
    }
    | {"plan", "prepare", "pencil", "confident", "hopeful", "optimistic", "hope", "expectation", "prospect", "bid"}
)
# So is what may come, whatever is said of it: "saw a chance of a cut in May".
_CHANCES = frozenset({"chance", "odd", "odds", "likelihood", "probability"})
# What these are about is still to come where it gathers people or is weather: "called for a march on Sunday", "warned of gales on
# Friday", "a chance of rain on Monday"; but "called for calm on Sunday" says when somebody called.
_WARNINGS = frozenset(
    {"call", "warn", "warning", "fear", "appeal", "chance", "risk", "threat", "possibility", "likelihood", "odds"}
)
_COMING = frozenset(
    {"protest", "demonstration", "rally", "march", "strike", "walkout", "stoppage", "vote", "election", "referendum"}
    | {"boycott", "vigil", "meeting", "summit", "session", "rain", "snow", "storm", "thunderstorm", "gale", "wind"}
    | {"frost", "heat", "flood", "flooding", "delay", "disruption", "shower", "gust"}
)
# What these have before them has its day still to come: "await Friday's report", "braced for Sunday's derby".
_AWAITING = frozenset({"await", "expect", "anticipate", "eye", "face", "brace", "prepare", "fear", "ready", "gear"})
# A match in the present is still to come: "meets Hull in Saturday's final", but not "regrets Saturday's defeat".
_FIXTURES = frozenset(
    {"game", "match", "final", "semifinal", "semi-final", "race", "derby", "clash", "tie", "qualifier", "fixture"}
)
_PLAYING = frozenset({"meet", "face", "play", "miss", "host", "visit", "start", "enter", "suspend", "ban", "be"})
# A deadline is still to come unless it is told what became of it.
_DEADLINES = frozenset({"deadline", "cutoff"})
_BEYOND = frozenset({"past", "beyond", "after"})
_GONE_BY = frozenset({"miss", "pass", "expire", "ignore", "lapse", "meet", "breach", "flout", "defy", "violate"})
# What these put into the calendar is still to come: "set a hearing for Friday", "planned a rally in the capital on Wednesday",
# "announced two days of mourning from Friday".
_SCHEDULES = {
    "schedule": ("for", "on", "from"),
    "plan": ("for", "on", "from"),
    "set": ("for",),
    "call": ("for", "from"),
    "book": ("for",),
    "list": ("for",),
    "fix": ("for",),
    "announce": ("for", "from"),
    "declare": ("from",),
    "order": ("from",),
    "decree": ("from",),
}
# What they point to follows a preposition, and its time follows that.
_GUESSES = frozenset({"hint", "bet", "point", "wager"})
# What is promised "by June" has June before it.
_PROMISES = frozenset(
    {"promise", "pledge", "vow", "agree", "plan", "want", "aim", "order", "demand", "seek", "need", "ask", "urge"}
)
# What is bought for a month is told in advance: "crude for July delivery", "the June contract", "copper futures for May".
_TRADED = frozenset({"delivery", "contract", "futures"})
_WARES = frozenset(
    {
        "crude",
        "oil",
        "gas",
        "power",
        "electricity",
        "wheat",
        "corn",
        "maize",
        "cocoa",
        "coffee",
        "sugar",
        "rice",
        "gold",
    }
    | {"silver", "copper", "platinum", "palladium", "nickel", "zinc", "tin", "soybeans", "soybean", "soyoil", "soymeal"}
    | {"cotton", "canola", "rapeseed", "barley", "oats", "brent", "bullion", "gasoline", "lumber", "hogs"}
)
# "Declared three days of mourning beginning on Thursday".
_BEGINNING = frozenset({"beginning", "starting"})
_FROM_THEN = frozenset({"ahead", "effective"})
AWAITED = _PROMISES | {"expect", "likely", "unlikely"}
_BEFORE = frozenset({"by", "before", "until", "till"})
_PROSPECT_PREPOSITIONS = frozenset({"in", "on", "for"} | _BEFORE)


def is_celebrated(day: Token, verb: Token) -> bool:
    """Whether a day is told of as such, which is seldom done when it is over."""
    if day.dep == "nsubjpass":
        return verb.lemma in _MADE
    return day.dep == "nsubj" and verb.tag == "VBZ" and verb.lemma in _CELEBRATED


def is_ahead(token: Token) -> bool:
    """Whether the time is told of what something came ahead of: "resigned ahead of a vote on Thursday", or from when something is
    so: "raised its prices effective Monday"."""
    joint = token.head if token.dep == "pobj" else token
    if any(
        c.lower in _FROM_THEN and c.dep not in ("acomp", "amod") and c.last == joint.i - 1 for c in joint.head.children
    ):
        return True  # the parser hangs the time on the verb itself
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return False
        if above.lower in _FROM_THEN and above.dep not in ("acomp", "amod"):
            return True
    return False


def is_traded(token: Token) -> bool:
    """Whether a month only names what is traded: "crude for July delivery", "the June contract"."""
    if token.dep == "pobj":
        return token.head.lower == "for" and (token.head.head.lower in _TRADED or token.head.head.lower in _WARES)
    return token.dep in ("compound", "amod", "nmod") and (token.head.lower in _TRADED or token.head.lower in _WARES)


def is_prospect(token: Token) -> bool:
    """Whether the time belongs to something that is only hoped for, planned or promised."""
    joint, noun = token.head, token.head.head
    if token.dep != "pobj":
        return token.head.i > token.i and _is_awaited(joint)
    if noun.lower in _BEGINNING and noun.tag == "VBG":
        return True
    if joint.lower in _BEFORE and _is_wanted(noun):
        return True
    if noun.lemma in _GUESSES or noun.lemma in _WARNINGS:  # the parser hangs the time on the verb itself
        about = next((c for c in noun.children if c.dep == "prep" and c.last == joint.i - 1), None)
        coming = None if about is None else about.child("pobj")
        if coming is not None and (noun.lemma in _GUESSES or coming.lemma in _COMING):
            return True
    if _is_scheduled(joint):
        return True
    if noun.pos not in ("NOUN", "PROPN") or joint.lower not in _PROSPECT_PREPOSITIONS:
        return False
    if noun.lemma in _CHANCES:
        return True
    for above in noun.ancestors():
        if above.lemma in _CHANCES:
            return True
        if above.pos in ("VERB", "AUX") or above.lemma in _PROSPECTS or above.lemma in _WARNINGS:
            return above.lemma in _PROSPECTS or (above.lemma in _WARNINGS and noun.lemma in _COMING)
    return False


def _is_awaited(noun: Token) -> bool:
    """Whether what has a day before it is still to come: "a Friday deadline", "braced for Sunday's derby"."""
    if noun.lemma in _DEADLINES:
        if noun.dep == "pobj" and noun.head.lower in _BEYOND:
            return False  # "talks ran past a Friday deadline"
        verb = verb_of(noun)
        return verb is None or verb.lemma not in _GONE_BY
    above = noun.head.head if noun.dep == "pobj" else noun.head
    if noun.lemma in _FIXTURES and noun.dep in ("dobj", "pobj"):
        verb = verb_of(above)
        return verb is not None and verb.lemma in _PLAYING and _is_now(verb)
    return noun.dep in ("dobj", "pobj", "nsubj") and above.lemma in _AWAITING and above.pos == "VERB"


def _is_now(verb: Token) -> bool:
    """Whether a verb stands in the present: "meets", "is suspended"."""
    auxiliaries = auxiliaries_of(verb)
    return (
        auxiliaries <= {"is", "are"}
        if verb.tag == "VBN" and auxiliaries
        else verb.tag in ("VBZ", "VBP") and not auxiliaries
    )


def _is_wanted(noun: Token) -> bool:
    """Whether what is to be so before a time is promised, wanted or expected: "want the bridge repaired by November"."""
    if noun.tag == "VBN" and noun.dep in ("ccomp", "oprd", "acl") and not auxiliaries_of(noun):
        noun = noun.head if noun.dep != "acl" else noun.head.head
    elif noun.dep == "dobj":  # "promised a reply by Monday"
        noun = noun.head
    told = noun.child("acomp") or noun  # "is unlikely before May"
    return told.lemma in AWAITED and "had" not in auxiliaries_of(noun) and not is_past_perfect(noun)


def _is_scheduled(joint: Token) -> bool:
    """Whether a preposition puts what a verb is about on a day; the parser may hang it on a noun between."""
    for above in joint.ancestors():
        if above.pos in ("VERB", "AUX"):
            scheduled = joint.lower in _SCHEDULES.get(above.lemma, ()) and above.child("dobj", "nsubjpass") is not None
            return scheduled and not is_past_perfect(joint)
    return False
