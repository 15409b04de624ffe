-- The human toll, by who claims it and for which day: killed, injured, missing, captured, displaced and so on.
-- From `figures`, so that every toll has its claimant; never add up the rows: two claims of one toll are two rows.
SELECT
    day,
    day_basis,
    claimant,
    claimant_type,
    measure,
    low,
    high,
    modifier,
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
WHERE measure LIKE 'people\_%' ESCAPE '\'
