-- What are the largest sums of money, what for, and who says so?
--
-- Within one currency only: nothing is converted.
SELECT unit AS currency, coalesce(high, low) AS amount, modifier, item, claimant, day, sentence
FROM figures
WHERE regexp_full_match(unit, '[A-Z]{3}')
QUALIFY row_number() OVER (PARTITION BY unit ORDER BY coalesce(high, low) DESC, quantity_id) <= 10
ORDER BY currency, amount DESC, quantity_id
