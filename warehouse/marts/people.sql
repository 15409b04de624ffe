-- Everybody who is named: titles held, whom for, how often mentioned and how often quoted.
--
-- `title`, `organization` and `title_status` are of the role read last; where the article doesn't say whom it is for, `organization`
-- is what others say of that title. A title with the status 'former' is no longer held. `titles` are all of them. Statements count
-- each story once; mentions count every article. `mention_roles` says in what parts a person appears: put `WHERE NOT is_credit`
-- to leave out who is named only as an author or for a photo.
WITH dated AS (
    SELECT r.entity_id, r.title, r.organization, r.status, a.published_on, r.fact_id
    FROM roles AS r
    JOIN articles AS a USING (article_id)
), held AS (
    SELECT
        entity_id,
        arg_max(dated, (published_on, status <> 'former', organization IS NOT NULL, fact_id)) AS latest,
        list_sort(list(DISTINCT title)) AS titles
    FROM dated
    GROUP BY entity_id
), bodies AS (
    SELECT entity_id, lower(title) AS title, arg_max(organization, (published_on, fact_id)) AS organization
    FROM dated
    GROUP BY ALL
), said AS (
    SELECT entity_id, count(*) AS statement_count
    FROM quotes
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id
), parts AS (
    SELECT
        entity_id,
        list_sort(list(DISTINCT mention_role) FILTER (mention_role IS NOT NULL)) AS mention_roles,
        bool_and(coalesce(mention_role IN ('byline', 'credit'), false)) AS is_credit
    FROM mentions
    GROUP BY entity_id
)
SELECT
    e.name,
    held.latest.title AS title,
    coalesce(held.latest.organization, bodies.organization) AS organization,
    held.latest.status AS title_status,
    coalesce(held.titles, []) AS titles,
    e.mention_count,
    e.article_count,
    coalesce(said.statement_count, 0) AS statement_count,
    coalesce(parts.mention_roles, []) AS mention_roles,
    coalesce(parts.is_credit, false) AS is_credit,
    e.first_seen,
    e.last_seen,
    e.aliases,
    e.entity_id
FROM entities AS e
LEFT JOIN held USING (entity_id)
LEFT JOIN bodies ON bodies.entity_id = e.entity_id AND bodies.title = lower(held.latest.title)
LEFT JOIN said ON said.entity_id = e.entity_id
LEFT JOIN parts ON parts.entity_id = e.entity_id
WHERE e.type = 'PERSON'
