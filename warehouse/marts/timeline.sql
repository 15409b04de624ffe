-- What happened, is going on, planned, possible or denied, day by day, and on whose word: each event once.
--
-- An event that the versions and copies of an article tell is one row, with the `outlets` and `articles` that tell it, in the
-- words of the surest one. What only a replaced version told is left out. `claimant` is the speaker where somebody says
-- it, else the outlet. `toll_low` and `toll_high` span all tolls that these articles tell of it; an open end is NULL. Look at `modality` before calling a thing a fact: only 'happened' and 'ongoing' say that it took place.
-- `day` falls back on the day of publication (`day_basis`). `is_history` marks what the article recalls from two or more years
-- before its publication: put `WHERE NOT is_history` for the news alone.
WITH told AS (
    SELECT
        coalesce(l.event_id, e.fact_id) AS event_id,
        if(bool_or(e.toll_low IS NULL AND e.toll_high IS NOT NULL), NULL, min(e.toll_low)) AS toll_low,
        if(bool_or(e.toll_high IS NULL AND e.toll_low IS NOT NULL), NULL, max(e.toll_high)) AS toll_high
    FROM events AS e
    JOIN articles_latest AS a USING (article_id)
    LEFT JOIN event_links AS l USING (fact_id)
    GROUP BY ALL
)
SELECT
    coalesce(e.date_from, a.published_on) AS day,
    if(e.date_from IS NULL, 'published', 'text') AS day_basis,
    e.date_to AS last_day,
    coalesce(e.date_to, e.date_from, a.published_on) <= a.published_on - INTERVAL 2 YEAR AS is_history,
    e.type,
    e.mode,
    e.context,
    e.modality,
    e.actor,
    e.recipient,
    e.location,
    told.toll_low,
    told.toll_high,
    CASE WHEN e.statement_id IS NULL THEN coalesce(a.outlet, 'the article')
         ELSE coalesce(p.name, s.speaker_name, s.speaker, 'somebody unnamed') END AS claimant,
    CASE WHEN e.statement_id IS NULL THEN 'article' ELSE coalesce(s.speaker_type, 'unknown') END AS claimant_type,
    coalesce(l.outlet_count, 1) AS outlets,
    coalesce(l.article_count, 1) AS articles,
    e.quote,
    e.sentence,
    e.confidence,
    a.published_on,
    a.outlet,
    a.title,
    a.url,
    e.article_id,
    e.char_start,
    e.char_end,
    e.statement_id,
    e.fact_id,
    coalesce(l.event_id, e.fact_id) AS event_id
FROM events AS e
JOIN articles_latest AS a USING (article_id)
LEFT JOIN event_links AS l USING (fact_id)
JOIN told ON told.event_id = coalesce(l.event_id, e.fact_id)
LEFT JOIN statements AS s ON s.fact_id = e.statement_id
LEFT JOIN entities AS p ON p.entity_id = s.entity_id
-- What is being loaded is linked only at the end of the run: until then each fact stands for itself.
WHERE coalesce(l.is_lead, true)
