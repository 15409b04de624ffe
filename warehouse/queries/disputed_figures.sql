-- Which figures do two claimants state differently for the same thing on the same day?
--
-- Only figures whose measure is known are compared. Ranges that overlap don't count as a dispute; an open end ("more than 50") reaches as far as it can.
SELECT
    f.day,
    f.item,
    f.unit,
    f.claimant,
    f.quote,
    g.claimant AS other_claimant,
    g.quote AS other_quote,
    f.sentence,
    g.sentence AS other_sentence
FROM figures AS f
JOIN figures AS g
    ON f.day = g.day
    AND lower(f.item) = lower(g.item)
    AND f.unit IS NOT DISTINCT FROM g.unit
    AND f.measure = g.measure
    AND f.claimant < g.claimant
WHERE coalesce(f.low, '-infinity'::DOUBLE) > coalesce(g.high, 'infinity'::DOUBLE)
    OR coalesce(g.low, '-infinity'::DOUBLE) > coalesce(f.high, 'infinity'::DOUBLE)
ORDER BY f.day, f.item, f.claimant, other_claimant, f.quantity_id, g.quantity_id
