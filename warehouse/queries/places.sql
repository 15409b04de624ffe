-- Which places is the news about, and where are they?
SELECT
    m.name,
    m.country,
    any_value(m.latitude ORDER BY m.fact_id) AS latitude,
    any_value(m.longitude ORDER BY m.fact_id) AS longitude,
    count(DISTINCT m.article_id) AS articles,
    count(*) AS mentions
FROM mentions AS m
JOIN articles_latest AS a USING (article_id)
WHERE m.type = 'PLACE' AND m.name IS NOT NULL AND a.counts
GROUP BY m.name, m.country
ORDER BY articles DESC, mentions DESC, m.name, m.country
LIMIT 50
