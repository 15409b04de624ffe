-- What toll has each side claimed, day by day, and who said it?
--
-- Read along a day to see where the sides disagree. Nothing is added up: each row is one claim, with its sentence.
SELECT day, measure, claimant, claimant_type, low, high, modifier, item, place, sentence
FROM casualties
WHERE stance IS DISTINCT FROM 'deny' AND change IS NULL
ORDER BY day, measure, claimant, low, quantity_id
