"""Recognizers-Text: numbers with units, then plain numbers where no unit was found. It has no bounds, changes or items."""

from __future__ import annotations

from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
from runner import Document, Facts, run

numbers = NumberRecognizer("en-us")
units = NumberWithUnitRecognizer("en-us")
MODELS = (
    units.get_currency_model(),
    units.get_dimension_model(),
    units.get_temperature_model(),
    units.get_age_model(),
    numbers.get_percentage_model(),
    numbers.get_number_model(),
)


def read(document: Document) -> Facts:
    found: list[dict[str, object]] = []
    taken: set[int] = set()
    for model in MODELS:
        for result in model.parse(document["text"]):
            place = range(result.start, result.end + 1)
            value = result.resolution.get("value") if result.resolution else None
            if value is None or not taken.isdisjoint(place):
                continue
            taken.update(place)
            percent = result.type_name == "percentage"
            amount = float(value.rstrip("%"))
            unit = "percent" if percent else (result.resolution.get("unit") or "").lower() or None
            found.append({"start": place.start, "end": place.stop, "low": amount, "high": amount, "unit": unit})
    return {"quantities": found}


if __name__ == "__main__":
    run(read)
