-- How much of each outlet's reporting rests on sources without a name?
SELECT
    coalesce(outlet, '(unknown)') AS outlet,
    count(*) AS statements,
    count(*) FILTER (speaker_type IN ('anonymous', 'officials', 'unknown')) AS unnamed,
    round(100.0 * unnamed / statements, 1) AS unnamed_percent
FROM quotes
GROUP BY ALL
ORDER BY unnamed_percent DESC, statements DESC, outlet
