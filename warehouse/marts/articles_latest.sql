-- Every article once, in its latest version, with its story.
--
-- `counts` is true for one article in each story (its lead, or the best known copy): filter on it to count a syndicated
-- report once. `versions` is how many versions of the article the lake holds; the mart `versions` has them all.
SELECT
    a.article_id,
    a.canonical_id,
    s.story_id,
    row_number() OVER (
        PARTITION BY coalesce(s.story_id, a.article_id)
        ORDER BY s.is_lead DESC NULLS LAST, a.published_on, a.published_at, a.article_id
    ) = 1 AS counts,
    coalesce(s.outlet_count, 1) AS outlet_count,
    a.versions,
    a.published_on,
    a.published_at,
    a.published_basis,
    a.outlet,
    a.source_id,
    a.title,
    a.dateline_place,
    a.authors,
    a.agencies,
    a.language,
    a.word_count,
    a.url,
    a.text,
    a.run_id
FROM (
    SELECT *, count(*) OVER (PARTITION BY canonical_id) AS versions
    FROM articles
    QUALIFY row_number() OVER (
        PARTITION BY canonical_id
        ORDER BY coalesce(modified_at, published_at, published_on::TIMESTAMPTZ) DESC, fetched_at DESC, article_id
    ) = 1
) AS a
LEFT JOIN stories AS s USING (article_id)
