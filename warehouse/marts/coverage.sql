-- One row a story: its lead article, and how many outlets and articles carried it, when first and when last.
SELECT
    s.story_id,
    any_value(a.title) FILTER (s.is_lead) AS title,
    any_value(a.outlet) FILTER (s.is_lead) AS first_outlet,
    any_value(s.outlet_count) AS outlet_count,
    any_value(s.article_count) AS article_count,
    list_sort(list(DISTINCT a.outlet) FILTER (a.outlet IS NOT NULL)) AS outlets,
    min(a.published_on) AS first_published_on,
    max(a.published_on) AS last_published_on,
    any_value(a.url) FILTER (s.is_lead) AS url
FROM stories AS s
JOIN articles AS a USING (article_id)
GROUP BY s.story_id
