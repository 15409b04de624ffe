-- Every figure with its claimant: the person or body who says it, or the outlet where the article says it in its own voice.
--
-- `claimant_type` is 'article' in the second case, else the type of speaker. The same figure in several articles of a story counts
-- once; a copy with another figure (the toll has risen) adds its own. `day` is the first day the figure holds for, else the day of publication (`day_basis`). An open end is NULL.
SELECT
    coalesce(q.date_from, a.published_on) AS day,
    if(q.date_from IS NULL, 'published', 'text') AS day_basis,
    CASE WHEN q.statement_id IS NULL THEN coalesce(a.outlet, 'the article')
         ELSE coalesce(p.name, s.speaker_name, s.speaker, 'somebody unnamed') END AS claimant,
    CASE WHEN q.statement_id IS NULL THEN 'article' ELSE coalesce(s.speaker_type, 'unknown') END AS claimant_type,
    q.low,
    q.high,
    q.modifier,
    q.unit,
    q.item,
    q.measure,
    q.change,
    q.value_before,
    q.value_after,
    q.verb,
    q.place,
    q.date_from,
    q.date_to,
    s.stance,
    q.quote,
    q.sentence,
    q.confidence,
    a.published_on,
    a.outlet,
    a.title,
    a.url,
    q.article_id,
    q.char_start,
    q.char_end,
    q.statement_id,
    q.fact_id AS quantity_id
FROM quantities AS q
JOIN articles_latest AS a USING (article_id)
LEFT JOIN statements AS s ON s.fact_id = q.statement_id
LEFT JOIN entities AS p ON p.entity_id = s.entity_id
-- All rows of the best article of the story that has this figure for this claimant; an article may repeat it.
QUALIFY rank() OVER (
    PARTITION BY
        coalesce(a.story_id, a.article_id),
        if(q.statement_id IS NULL, 'article', coalesce(s.entity_id, lower(s.speaker), 'unnamed')),
        q.low, q.high, q.change, q.unit, q.measure, lower(q.item)
    ORDER BY a.counts DESC, a.published_on, a.published_at, q.article_id
) = 1
