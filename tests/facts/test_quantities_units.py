"""The tables of units, currencies, bounds and measures."""

import pint
import pytest
from babel.numbers import get_territory_currencies, list_currencies

from dateline.facts.quantities import bound, measure, units
from dateline.facts.quantities.scan import scan

# Units of news and of trade that physics has no name for, and compounds that pint spells with "per".
NOT_PHYSICAL = {
    "basis point",
    "percentage point",
    "brake horsepower",
    "night",
    "pound-foot",
    "megapixel",
    "point",
    "share",
    "times",
    "win above replacement",
    "gross ton",
    "deadweight ton",
    "point per game",
    "rebound per game",
    "assist per game",
}
NOT_PHYSICAL |= {
    "milliampere-hour",
    "ampere-hour",
    "parts-per-billion",
    "parts-per-million",
    "parts-per-trillion",
    "million british thermal unit",
    "light-year",
    "magnitude",
    "quintal",
    "liter per 100 kilometer",
    "kilowatt hour per 100 kilometer",
    "meter per second squared",
    "millimeter of mercury",
    "dot per inch",
    "beat per minute",
    "frame per second",
    "pixel per inch",
    "international unit",
    "bel",
    *(prefix + "flop" for prefix in ("exa", "peta", "tera", "giga")),
}


# Names of two words that are one unit to pint; in others the words are multiplied ("newton meter").
ONE_WORD = (
    "nautical mile",
    "metric ton",
    "light year",
    "fluid ounce",
    "troy ounce",
    "acre foot",
    "british thermal unit",
    "electron volt",
    "astronomical unit",
    "board foot",
    "long ton",
    "standard gravity",
    "ton TNT",
    "pound force",
)


def physical_units():
    tables = units.load()
    names = {name for forms in tables.phrases.values() for _, name in forms}
    names |= {*tables.close.values(), *tables.apart.values(), *tables.told.values()}
    names |= {name for meanings in tables.hinted.values() for name, _ in meanings}
    return sorted(names - NOT_PHYSICAL - tables.coins - {"percent"})


def test_pint_knows_the_physical_units():
    registry = pint.UnitRegistry()
    unknown = []
    for name in physical_units():
        power = 2 if name.startswith("square ") else 3 if name.startswith("cubic ") else 1
        for part in name.removeprefix("square ").removeprefix("cubic ").split(" per "):
            try:
                assert (
                    registry.parse_units(part.replace(" ", "_") if part.endswith(ONE_WORD) else part.replace(" ", "*"))
                    ** power
                )
            except pint.UndefinedUnitError:
                unknown.append(name)
    assert unknown == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("30 kPa", "kilopascal"),
        ("3 mSv", "millisievert"),
        ("6 mW", "milliwatt"),
        ("12 kN", "kilonewton"),
        ("90 mg/dL", "milligram per deciliter"),
        ("1.2 kg/m3", "kilogram per cubic meter"),
        ("9.8 m/s²", "meter per second squared"),
        ("5 g of salt", "gram"),
        ("2 millisieverts", "millisievert"),
        ("40 acre-feet", "acre foot"),
        ("12 euro cents", "cent"),
        ("350 cubic inches", "cubic inch"),
        ("5 km³", "cubic kilometer"),
        ("30 hm3", "cubic hectometer"),
        ("47 Ω", "ohm"),
        ("2 mol", "mole"),
        ("37 gigatonnes", "gigatonne"),
        ("12 mi", "mile"),
        ("1.2 Gb/s", "gigabit per second"),
        ("500 g flour", "gram"),
        ("300 Kč", "CZK"),
        ("1,500 dinars", "dinar"),
    ],
)
def test_units_of_science_and_trade(text, unit):
    [amount] = scan(f"It was {text}.", 0, 100)
    assert amount.unit == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The charger takes a current of 3 A at 12 V.", ["ampere", "volt"]),
        ("The capacitor held a charge of 4 C.", ["coulomb"]),
        ("The water was at 90 C.", ["celsius"]),
        ("The capacitor has 12 F.", ["farad"]),
        ("It fell to 14 F overnight.", ["fahrenheit"]),
        ("The helium was cooled to 4.2 K.", ["kelvin"]),
        ("The ship sailed at 20 kn.", ["knot"]),
        ("A ticket came to 150 kn.", ["HRK"]),
        ("The bomb had a yield of 15 kt.", ["kiloton TNT"]),
        ("The ring is of 18 kt gold.", ["carat"]),
        ("Winds reached 65 kt.", ["knot"]),
        ("The plot of land covers 12 a, the wood 3 ha.", ["are", "hectare"]),
        ("He has been at the same job for 12 a and likes it.", ["year"]),
        ("They pay 90 a day for the land.", [None]),
        ("The tyre was pumped up to 2.4 bar.", ["bar"]),
        ("She sold 3 bars of soap.", [None]),
        ("The storm had a pressure of 950 mb.", ["millibar"]),
        ("The plan has 950 mb of data.", ["megabyte"]),
        ("The star moved by 0.3″.", ["arcsecond"]),
        ("The pipe is 2″ wide, 3′ long.", ["inch", "foot"]),
        ("He drank 2 pt of beer.", ["pint"]),
        ("She won the race by 0.2 s.", ["second"]),
        ("He weighs 13st 4lb.", ["stone", "pound"]),
        ("It was his 21st and her 1st on the 13th.", []),
        ("A seat costs 30 lei.", ["lei"]),
        ("The fund paid $298 K.", ["USD"]),
    ],
)
def test_signs_of_many_things_are_read_by_what_stands_near(text, units):
    assert [amount.unit for amount in scan(text, 0, len(text))] == units


def test_every_currency_is_one_that_babel_knows():
    data = units.read_yaml("currencies.yaml")
    codes = {*data["prefixes"].values(), *data["names"].values(), *data["countries"].values()} - {*data["shared"]}
    codes.update(code for shared in data["shared"].values() for code in shared.values())
    assert codes - {"BTC"} <= list_currencies()


def test_every_shared_name_is_of_countries_that_use_its_money():
    for name, shared in units.read_yaml("currencies.yaml")["shared"].items():
        for country, code in shared.items():
            if country == "default":
                assert code in shared.values(), name
            else:
                assert code in get_territory_currencies(country), (name, country)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Canadian dollars", "CAD"),
        ("Swiss francs", "CHF"),
        ("Polish zlotys", "PLN"),
        ("Kenyan shillings", "KES"),
        ("euros", "EUR"),
    ],
)
def test_currency_names(text, code):
    [amount] = scan(f"5 million {text}", 0, 100)
    assert (amount.low, amount.unit, amount.money) == (5_000_000, code, True)


def near(unit):
    """A word that tells a unit of many meanings from the others; nothing for most."""
    return next(
        (min(hints) for meanings in units.load().hinted.values() for name, hints in meanings if name == unit), ""
    )


@pytest.mark.parametrize("unit", sorted({*physical_units()} - {"are"}))  # a verb, but for its sign
def test_every_unit_is_read_behind_a_number(unit):
    [amount] = scan(f"It was {near(unit)} 7 {unit.replace('_', ' ')}.", 0, 100)
    assert amount.low == 7
    assert amount.unit == unit.replace("_", " ")


@pytest.mark.parametrize("side", [0, 1])
def test_every_bound_is_read(side):
    for entries in bound._tables()[side].values():
        for words, modifier in entries:
            phrase = " ".join(words).replace(" - ", "-").replace("sub -", "sub-").replace("- ", "-")
            text = f"with {phrase} 7 trees" if side == 0 else f"with 7 {phrase} trees"
            if words[0] in ("+", "plus", "-"):
                text = text.replace("7 ", "7")
            if words[-1] in bound._GOING_PAST:
                text = text.replace(" trees", ".")  # who passed seven trees has not more of them
            [amount] = scan(text, 0, len(text))
            assert (phrase, amount.modifier) == (phrase, modifier)


def test_measures_are_unique_words():
    names = measure.vocabulary()
    assert len(names) == len(set(names)) > 20
    assert all(name.replace("_", "").isalpha() for name in names)
