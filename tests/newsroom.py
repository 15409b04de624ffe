"""A few articles and their facts, written by hand, as the stages before the lake would hand them over."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

Row = dict[str, Any]

EXTRACTOR = "0.0.0/by-hand"

SHELLING = (
    "The town of Kareth was shelled on Tuesday. The government said 12 people were killed. Rebel spokesman Ovin Dahl said"
    " 40 people were killed and denied that his forces had fired first. Talks in Lower Marre are planned for Friday, and the"
    " government promised $5 million for new houses."
)
FERRY = "The ferry company cut its prices by 10 percent on Monday, the harbor master Ina Brook said."
FERRY_CORRECTED = "The ferry company cut its prices by 12 percent on Monday, the harbor master Ina Brook said."


def identify(*parts: object) -> str:
    """20 hexadecimal digits that stand for the parts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]


def article(key: str, text: str, published: str, **columns: Any) -> Row:
    """A row of `articles`; versions share `canonical`."""
    day = dt.datetime.fromisoformat(published).replace(tzinfo=dt.UTC)
    canonical = columns.pop("canonical", key)
    return {
        "article_id": identify(canonical, text, columns.get("title")),
        "canonical_id": identify(canonical),
        "source_id": "by-hand",
        "url": f"https://news.example/{key}",
        "outlet": "Harbor Post",
        "title": None,
        "text": text,
        "caption": [],
        "dateline_place": None,
        "authors": [],
        "contributors": [],
        "agencies": [],
        "published_on": day.date(),
        "published_at": day,
        "published_basis": "metadata",
        "modified_at": None,
        "fetched_at": day + dt.timedelta(hours=1),
        "language": "en",
        "country": None,
        "word_count": len(text.split()),
        "text_hash": identify(text),
        "archive_file": "by-hand.warc.gz",
        "archive_offset": 0,
        "archive_line": None,
        "run_id": "run-1",
        **columns,
    }


def fact(table: str, of: Row, quote: str, **columns: Any) -> Row:
    """A row of a fact table, about the first place of `quote` in the article."""
    start = of["text"].index(quote)
    before, after = of["text"].rfind(". ", 0, start), of["text"].find(". ", start + len(quote))
    return {
        "fact_id": identify(table, of["article_id"], start, quote, sorted(map(str, columns.values()))),
        "article_id": of["article_id"],
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "sentence": of["text"][before + 2 if before >= 0 else 0 : after + 1 if after >= 0 else None],
        "extractor_version": EXTRACTOR,
        "confidence": 0.9,
        **columns,
    }


def statement(of: Row, speaker: str | None, content: str, **columns: Any) -> Row:
    """A row of `statements`."""
    start = of["text"].index(content)
    return fact("statements", of, content, speaker=speaker, content=content) | {
        "speaker_spans": [],
        "speaker_name": speaker,
        "speaker_type": "person",
        "cue": "said",
        "cue_spans": [],
        "content_spans": [{"start": start, "end": start + len(content)}],
        "kind": "indirect",
        "stance": "assert",
        **columns,
    }


def mention(of: Row, name: str, entity_type: str = "PERSON", **columns: Any) -> Row:
    """A row of `mentions`."""
    quote = columns.pop("quote", name)
    found = fact("mentions", of, quote, name=name, type=entity_type)
    return found | {"kind": "name", "entity_id": identify(entity_type, name), **columns}


def tables() -> dict[str, list[Row]]:
    """A shelling reported by two outlets, and a ferry's prices in two versions."""
    shelling = article("shelling", SHELLING, "2025-03-05T08:00", title="Kareth shelled")
    copy = article("copy", SHELLING, "2025-03-05T12:00", title="Town shelled", outlet="Valley Herald")
    ferry = article("ferry", FERRY, "2025-03-04T09:00", title="Ferry prices cut by 10 percent")
    corrected = article(
        "ferry", FERRY_CORRECTED, "2025-03-04T09:00", title="Ferry prices cut by 12 percent",
        modified_at=dt.datetime(2025, 3, 4, 15, tzinfo=dt.UTC),
    )  # fmt: skip
    rows: dict[str, list[Row]] = {
        name: [] for name in ("statements", "quantities", "times", "mentions", "roles", "events")
    }
    for of in (shelling, copy):
        _shelling_facts(rows, of)
    for of, share in ((ferry, 10), (corrected, 12)):
        _ferry_facts(rows, of, share)
    quarantined = {
        "quarantine_id": identify("quarantine", 1),
        "run_id": "run-1",
        "stage": "articles",
        "source_id": "by-hand",
        "location": "inbox/empty.txt",
        "reason": "the file is empty",
        "next_step": "look at the file",
        "quarantined_at": dt.datetime(2025, 3, 5, 13, tzinfo=dt.UTC),
    }
    return {"articles": [shelling, copy, ferry, corrected], **rows, "quarantine": [quarantined], "runs": [run("run-1")]}


def run(run_id: str, **columns: Any) -> Row:
    """A row of `runs`."""
    counts = (
        "collected",
        "loaded",
        "duplicates",
        "quarantined",
        "statements",
        "quantities",
        "times",
        "mentions",
        "roles",
    )
    return {
        "run_id": run_id,
        "name": f"news from by-hand, {run_id}",
        "started_at": dt.datetime(2025, 3, 5, 13, tzinfo=dt.UTC),
        "finished_at": dt.datetime(2025, 3, 5, 13, 1, tzinfo=dt.UTC),
        "status": "completed",
        "sources": ["by-hand"],
        **dict.fromkeys((*counts, "events"), 1),
        "extractor_version": EXTRACTOR,
        "dateline_version": "0.0.0",
        "error": None,
        **columns,
    }


def _shelling_facts(rows: dict[str, list[Row]], of: Row) -> None:
    government = statement(of, "the government", "12 people were killed", speaker_type="organization")
    dahl = identify("PERSON", "Ovin Dahl")
    rebels = statement(of, "Ovin Dahl", "40 people were killed", entity_id=dahl)
    denial = statement(of, "Ovin Dahl", "that his forces had fired first", stance="deny", entity_id=dahl)
    promise = statement(
        of, "the government", "$5 million for new houses", stance="promise", speaker_type="organization"
    )
    rows["statements"] += [government, rebels, denial, promise]
    day = dt.date(2025, 3, 4)
    for toll, claim in ((12, government), (40, rebels)):
        rows["quantities"].append(
            fact(
                "quantities", of, f"{toll} people", low=float(toll), high=float(toll), modifier="exact", item="people",
                verb="kill", measure="people_killed", place="Kareth", date="2025-03-04", date_from=day, date_to=day,
                statement_id=claim["fact_id"],
            )
        )  # fmt: skip
    rows["quantities"].append(
        fact("quantities", of, "$5 million", low=5e6, high=5e6, modifier="exact", unit="USD", item="new houses",
             statement_id=promise["fact_id"])
    )  # fmt: skip
    friday = dt.date(2025, 3, 7)
    rows["times"].append(fact("times", of, "Friday", type="DATE", value="2025-03-07", date_from=friday, date_to=friday))
    rows["mentions"] += [
        mention(of, "Ovin Dahl"),
        mention(of, "Ovin Dahl", quote="his", kind="pronoun"),
        mention(of, "Kareth", "PLACE", country="LV", latitude=57.1, longitude=25.2, geo_precision="city"),
    ]
    rows["roles"].append(
        fact("roles", of, "Rebel spokesman Ovin Dahl", person="Ovin Dahl", entity_id=dahl, title="spokesman",
             organization="Rebel", status="current")
    )  # fmt: skip
    rows["events"] += [
        fact("events", of, "shelled", type="ASSAULT", modality="happened", location="Kareth", date="2025-03-04",
             date_from=day, date_to=day, attributed=False),
        fact("events", of, "Talks", type="CONSULT", modality="planned", location="Lower Marre", date="2025-03-07",
             date_from=friday, date_to=friday, attributed=False),
        fact("events", of, "fired", type="ASSAULT", modality="denied", actor="rebel forces", attributed=True,
             statement_id=denial["fact_id"]),
    ]  # fmt: skip


def _ferry_facts(rows: dict[str, list[Row]], of: Row, share: int) -> None:
    content = f"The ferry company cut its prices by {share} percent on Monday"
    claim = statement(of, "Ina Brook", content, entity_id=identify("PERSON", "Ina Brook"))
    rows["statements"].append(claim)
    rows["quantities"].append(
        fact("quantities", of, f"{share} percent", low=float(share), high=float(share), modifier="exact", change="decrease",
             unit="percent", item="prices", statement_id=claim["fact_id"])
    )  # fmt: skip
    rows["mentions"].append(mention(of, "Ina Brook"))
