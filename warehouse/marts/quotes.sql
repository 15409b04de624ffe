-- Who said what, to whom, and how: one row a statement, in the latest version of each article.
--
-- What one says in the same words in several articles of a story counts once; a copy with more in it adds what is more. `speaker` is the one name of the entity, whatever the article calls it, else
-- the words of the text, and NULL where nobody is named; `said_on` falls back on the day of publication, and `said_on_basis` says which it is.
SELECT
    coalesce(s.said_on, a.published_on) AS said_on,
    if(s.said_on IS NULL, 'published', 'text') AS said_on_basis,
    coalesce(e.name, s.speaker_name, s.speaker) AS speaker,
    s.speaker_type,
    s.stance,
    s.kind,
    s.content,
    s.addressee,
    s.venue,
    s.cue,
    s.sentence,
    s.confidence,
    a.outlet,
    a.title,
    a.url,
    s.article_id,
    s.char_start,
    s.char_end,
    entity_id,
    s.fact_id AS statement_id
FROM statements AS s
JOIN articles_latest AS a USING (article_id)
LEFT JOIN entities AS e USING (entity_id)
-- All rows of the best article of the story that has these words; an article may repeat them.
QUALIFY rank() OVER (
    PARTITION BY coalesce(a.story_id, a.article_id), coalesce(entity_id, lower(s.speaker)), regexp_replace(lower(s.content), '\W+', ' ', 'g')
    ORDER BY a.counts DESC, a.published_on, a.published_at, s.article_id
) = 1
