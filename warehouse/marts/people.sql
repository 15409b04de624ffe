-- Everybody who is named: titles held, whom for, how often mentioned and how often quoted.
--
-- `title` and `organization` are the latest that were read; `titles` are all of them. Statements count each story once;
-- mentions count every article.
WITH held AS (
    SELECT
        r.entity_id,
        arg_max(r.title, (a.published_on, r.fact_id)) FILTER (r.status = 'current') AS title,
        arg_max(r.organization, (a.published_on, r.fact_id)) FILTER (r.status = 'current') AS organization,
        list_sort(list(DISTINCT r.title)) AS titles
    FROM roles AS r
    JOIN articles AS a USING (article_id)
    GROUP BY r.entity_id
), said AS (
    SELECT entity_id, count(*) AS statement_count
    FROM quotes
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id
)
SELECT
    e.name,
    held.title,
    held.organization,
    coalesce(held.titles, []) AS titles,
    e.mention_count,
    e.article_count,
    coalesce(said.statement_count, 0) AS statement_count,
    e.first_seen,
    e.last_seen,
    e.aliases,
    e.entity_id
FROM entities AS e
LEFT JOIN held USING (entity_id)
LEFT JOIN said USING (entity_id)
WHERE e.type = 'PERSON'
