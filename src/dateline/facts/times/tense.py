"""Which way a sentence looks in time at one of its words, from the verbs above it in the parse."""

from __future__ import annotations

from dateline.facts.document import Token

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
# What is said to be going to happen on a day, where the auxiliary is in the present: "are forecast", but not "was forecast".
_FORESEEN = frozenset({"forecast", "predict", "project", "tip"})
# A day that is made something of is seldom over: "Saturday has been declared a day of mourning".
_MADE = frozenset({"declare", "name", "designate", "proclaim"})
# What a day does that is to come, in the present: "Thursday marks two years since the siege".
_CELEBRATED = frozenset({"be", "mark", "bring", "see"})
# What was put off "until Monday" is still to come.
_PUT_OFF = frozenset(
    {
        "delay",
        "postpone",
        "adjourn",
        "defer",
        "extend",
        "reschedule",
        "suspend",
        "move",
        "push",
        "put",
        "remand",
        "give",
    }
)
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
# What these are about is still to come where it gathers people or is weather: "called for a march on Sunday", "warned of gales on
# Friday"; but "called for calm on Sunday" says when somebody called.
_WARNINGS = frozenset({"call", "warn", "warning", "fear", "appeal"})
_COMING = frozenset(
    {"protest", "demonstration", "rally", "march", "strike", "walkout", "stoppage", "vote", "election", "referendum"}
    | {"boycott", "vigil", "meeting", "summit", "session", "rain", "snow", "storm", "thunderstorm", "gale", "wind"}
    | {"frost", "heat", "flood", "flooding", "delay", "disruption", "shower", "gust"}
)
# What these have before them has its day still to come: "await Friday's report", "braced for Sunday's derby".
_AWAITING = frozenset({"await", "expect", "anticipate", "eye", "face", "brace", "prepare", "fear", "ready", "gear"})
# A deadline is still to come unless it is told what became of it.
_DEADLINES = frozenset({"deadline", "cutoff"})
_GONE_BY = frozenset({"miss", "pass", "expire", "ignore", "lapse", "meet", "breach", "flout", "defy", "violate"})
# What these put into the calendar is still to come: "set a hearing for Friday", "planned a rally in the capital on Wednesday".
_SCHEDULES = {
    "schedule": ("for", "on"),
    "plan": ("for", "on"),
    "set": ("for",),
    "call": ("for",),
    "book": ("for",),
    "fix": ("for",),
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
_AWAITED = _PROMISES | {"expect", "likely", "unlikely"}
_BESIDE = frozenset({"against", "versus", "than"})
_BEFORE = frozenset({"by", "before", "until", "till"})
_UNTIL = frozenset({"until", "till", "to"})
_TILL = frozenset({"until", "till"})
_RECORDS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "only"})
_PROSPECT_PREPOSITIONS = frozenset({"in", "on", "for"} | _BEFORE)
_PLAN_PREPOSITIONS = frozenset({"on", "in", "by", "until", "till", "through", "from", "to"})
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
_STATES = frozenset({"say", "be", "have", "know", "think", "believe", "follow", "show", "mean", "remain"})
_VERBS = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "MD"})
_MAX_STEPS = 5


def direction(token: Token) -> int:
    """1 ahead, -1 back, 0 undecided."""
    told = _told(token)
    return 0 if told == 1 and _is_aside(token) else told


def _told(token: Token) -> int:
    """The direction that the time's verb tells, or what it hangs on."""
    while token.dep == "conj" and token.pos == "PROPN" and token.head.pos == "PROPN":
        token = token.head  # "on Friday and Saturday"
    verb = _verb(token)
    if is_traded(token) or _is_prospect(token) or _is_ahead(token):
        return 1
    if verb is not None and verb.lemma in _PUT_OFF and token.dep == "pobj" and token.head.lower in _UNTIL:
        return 1
    if verb is not None and token.dep == "pobj" and token.head.lower in _TILL and _lasts(verb):
        return 1
    if verb is not None and token.head is verb and _is_celebrated(token, verb):
        return 1
    return 0 if verb is None else _direction(verb, _directly_under(token, verb), 0)


def _is_aside(time: Token) -> bool:
    """Whether what is ahead is not of the time, which stands beside it: "at 4% in April, is expected to rise", "would back it,
    against 38% in April"."""
    verb = _verb(time)
    if verb is None:
        return False
    for above in time.ancestors():
        if above is verb:
            break
        if above.lower in _BESIDE:
            return True
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or not subject.i < time.i < verb.i:
        return False
    between = {child.i for above in (verb, subject) for child in above.children if child.text == ","}
    return any(subject.i < i < time.i for i in between) and any(time.i < i < verb.i for i in between)


def _is_celebrated(day: Token, verb: Token) -> bool:
    """Whether a day is told of as such, which is seldom done when it is over."""
    if day.dep == "nsubjpass":
        return verb.lemma in _MADE
    return day.dep == "nsubj" and verb.tag == "VBZ" and verb.lemma in _CELEBRATED


def _is_ahead(token: Token) -> bool:
    """Whether the time is told of what something came ahead of: "resigned ahead of a vote on Thursday"."""
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return False
        if above.lower == "ahead":
            return True
    return False


def _lasts(verb: Token) -> bool:
    """Whether what goes on until a day goes on now: "is banned until May", "remains closed until Friday"."""
    if verb.dep in ("acomp", "oprd", "xcomp"):
        verb = verb.head  # "is open until May", "have until May to answer"
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & {"is", "are", "has", "have", "'s", "’s", "'re", "’re"}:
        return verb.child("neg") is None
    return verb.tag in ("VBZ", "VBP")


def is_background(token: Token, *, coarse: bool) -> bool:
    """Whether a time belongs to what was over before the story: "which had closed last Wednesday"; in a clause about a noun
    so does a `coarse` one, a month or a year ("Argentina, whose trade collapsed in 2020")."""
    verb = _verb(token)
    if verb is not None and verb.dep == "acl" and verb.tag == "VBN":
        return coarse  # "the telescope, launched in December"
    if verb is None or verb.dep not in ("relcl", "advcl"):
        return False
    return "had" in _auxiliaries(verb) or (coarse and verb.dep == "relcl" and verb.tag == "VBD")


def is_telling(token: Token) -> bool:
    """Whether a time is only that of telling: "police said on Friday"."""
    verb = _verb(token)
    return verb is not None and verb.lemma in _TELLING


def is_habit(token: Token) -> bool:
    """Whether what happens at a time of day is told in the present, as it is of what happens every day."""
    verb = _verb(token)
    return verb is not None and verb.tag in ("VBZ", "VBP") and not _auxiliaries(verb)


def is_traded(token: Token) -> bool:
    """Whether a month only names what is traded: "crude for July delivery", "the June contract"."""
    if token.dep == "pobj":
        return token.head.lower == "for" and (token.head.head.lower in _TRADED or token.head.head.lower in _WARES)
    return token.dep in ("compound", "amod", "nmod") and (token.head.lower in _TRADED or token.head.lower in _WARES)


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


def _is_prospect(token: Token) -> bool:
    """Whether the time belongs to something that is only hoped for, planned or promised."""
    joint, noun = token.head, token.head.head
    if token.dep != "pobj":
        return token.head.i > token.i and _is_awaited(joint)
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
    for above in noun.ancestors():
        if above.pos in ("VERB", "AUX") or above.lemma in _PROSPECTS or above.lemma in _WARNINGS:
            return above.lemma in _PROSPECTS or (above.lemma in _WARNINGS and noun.lemma in _COMING)
    return False


def _is_awaited(noun: Token) -> bool:
    """Whether what has a day before it is still to come: "a Friday deadline", "braced for Sunday's derby"."""
    if noun.lemma in _DEADLINES:
        verb = _verb(noun)
        return verb is None or verb.lemma not in _GONE_BY
    above = noun.head.head if noun.dep == "pobj" else noun.head
    return noun.dep in ("dobj", "pobj", "nsubj") and above.lemma in _AWAITING and above.pos == "VERB"


def _is_wanted(noun: Token) -> bool:
    """Whether what is to be so before a time is promised, wanted or expected: "want the bridge repaired by November"."""
    if noun.tag == "VBN" and noun.dep in ("ccomp", "oprd", "acl") and not _auxiliaries(noun):
        noun = noun.head if noun.dep != "acl" else noun.head.head
    told = noun.child("acomp") or noun  # "is unlikely before May"
    return told.lemma in _AWAITED and "had" not in _auxiliaries(noun) and not _is_past_perfect(noun)


def _is_scheduled(joint: Token) -> bool:
    """Whether a preposition puts what a verb is about on a day; the parser may hang it on a noun between."""
    for above in joint.ancestors():
        if above.pos in ("VERB", "AUX"):
            scheduled = joint.lower in _SCHEDULES.get(above.lemma, ()) and above.child("dobj") is not None
            return scheduled and not _is_past_perfect(joint)
    return False


def _verb(token: Token) -> Token | None:
    """The nearest verb at or above the token."""
    while token.tag not in _VERBS and token.lower != "due":
        if token.is_root:
            return None
        token = token.head
    return token


def _directly_under(token: Token, verb: Token) -> bool:
    """Whether the time is the verb's own adverbial, so that a plain present is a plan: "arrives Monday", "opens in May",
    "resumes at 6 a.m. on Wednesday"."""
    if token.dep == "pobj" and token.head.lower in _PLAN_PREPOSITIONS:
        token = token.head
        if token.dep == "prep" and token.head.lower == "from":  # "from Thursday to Saturday"
            token = token.head
    if token.head.lower in _HOURS or token.head.tag == "CD":
        token = token.head
        if token.dep == "pobj" and token.head.lower in _CLOCK:
            token = token.head
    return token.head is verb and token.dep in ("npadvmod", "prep", "tmod", "attr")


def _direction(verb: Token, planned: bool, steps: int) -> int:
    if steps > _MAX_STEPS:
        return 0
    auxiliaries = _auxiliaries(verb)
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
    above = _verb(verb.head) if not verb.is_root else None
    if "to" in auxiliaries:
        if above is None:
            return 1
        if above.lemma in _DONE:
            return _direction(above, planned, steps + 1)
        if "have" in auxiliaries and above.lemma not in _AWAITED and not _is_planned(above):
            return -1  # "is believed to have left on Friday"
        if _describes_record(verb):
            return 0
        return -1 if _is_past_perfect(verb) else 1
    if verb.lower == "due" or (verb.tag == "VBN" and _is_planned(verb)):
        return -1 if _is_past_perfect(verb) else 1
    if verb.tag == "VBN" and verb.dep == "acomp" and not auxiliaries and above is not None:  # "will be closed"
        return _direction(above, planned, steps + 1)
    if verb.tag in ("VBD", "VBN") or auxiliaries & {"have", "has", "'ve", "’ve"}:
        return -1
    if verb.tag == "VB" and verb.dep in ("xcomp", "ccomp") and above is not None and above.lemma in _DONE:
        return _direction(above, planned, steps + 1)  # "helped close the road on Monday"
    if planned and verb.tag == "VB" and verb.dep == "conj" and above is not None and above.tag in ("VBD", "VBN"):
        return 1  # "were closed on Monday and reopen on Thursday"
    if above is not None and (verb.tag == "VBG" or (verb.tag == "VB" and verb.dep == "conj")):
        return _direction(above, planned, steps + 1)
    return 1 if planned and (verb.lemma not in _STATES or verb.lemma == "be") else 0


def _auxiliaries(verb: Token) -> set[str]:
    """The verb's auxiliaries and theirs: the parser hangs "will" on "be" in "will be closed"."""
    direct = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    return {token.lower for child in direct for token in (child, *child.children) if token.dep in ("aux", "auxpass")}


def _is_planned(verb: Token) -> bool:
    """Whether the verb tells a plan; a record is set, but not set for anything."""
    if verb.lemma == "set":
        return any(child.lower == "for" for child in verb.children)
    return verb.lemma in _PLANNED


def _describes_record(verb: Token) -> bool:
    """Whether an infinitive tells what somebody was first or best in: "the strongest storm to strike", "the first to land"."""
    described = (verb.head, *verb.head.children) if verb.dep in ("relcl", "acl") else ()
    return any(word.tag in ("JJS", "RBS") or word.lower in _RECORDS for word in described)


def _is_past_perfect(verb: Token) -> bool:
    """Whether a verb above was already over ("It had been due to expire Friday")."""
    for steps, above in enumerate(verb.ancestors()):
        if steps > _MAX_STEPS:
            return False
        if any(child.lower == "had" and child.dep == "aux" for child in above.children):
            return True
    return False
