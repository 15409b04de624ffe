-- The mentions, with the entity that the name means across articles instead of the one name's id (see entity_links).
SELECT t.* REPLACE (coalesce(here.entity_id, always.entity_id, t.entity_id) AS entity_id)
FROM lake.mentions AS t
LEFT JOIN lake.entity_links AS here ON here.name_id = t.entity_id AND here.article_id = t.article_id
LEFT JOIN lake.entity_links AS always ON always.name_id = t.entity_id AND always.article_id = '*'
