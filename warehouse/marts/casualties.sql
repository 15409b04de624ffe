-- The human toll, by who claims it and for which day: killed, injured, missing, displaced, detained or infected.
--
-- From `figures`, so that every toll has its claimant. Never add up the rows: two claims of one toll are two rows. A row
-- with a `change` says by how much a toll rose, not where it stands; one with the stance 'deny' was denied, not claimed.
SELECT
    day,
    day_basis,
    claimant,
    claimant_type,
    measure,
    low,
    high,
    modifier,
    change,
    item,
    place,
    stance,
    quote,
    sentence,
    published_on,
    outlet,
    title,
    url,
    article_id,
    statement_id,
    quantity_id
FROM figures
WHERE measure IN ('people_killed', 'people_injured', 'people_missing', 'people_displaced', 'people_detained', 'people_infected')
