-- The versions of every article that was published in more than one, oldest first: what was corrected, and when.
--
-- `title_before` is NULL where the title stayed the same; `words_added` is the difference in length, not a diff.
SELECT
    canonical_id,
    row_number() OVER version AS version,
    count(*) OVER (PARTITION BY canonical_id) AS versions,
    coalesce(modified_at, published_at, published_on::TIMESTAMPTZ) AS version_at,
    outlet,
    title,
    nullif(lag(title) OVER version, title) AS title_before,
    word_count,
    word_count - lag(word_count) OVER version AS words_added,
    fetched_at,
    url,
    article_id
FROM articles
WINDOW version AS (
    PARTITION BY canonical_id
    ORDER BY coalesce(modified_at, published_at, published_on::TIMESTAMPTZ), fetched_at, article_id
)
QUALIFY versions > 1
