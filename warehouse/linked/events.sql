-- The events, with the entities that the actors' names mean across articles instead of the names' ids (see entity_links).
SELECT t.* REPLACE (
    coalesce(actor_here.entity_id, actor_always.entity_id, t.actor_entity_id) AS actor_entity_id,
    coalesce(recipient_here.entity_id, recipient_always.entity_id, t.recipient_entity_id) AS recipient_entity_id
)
FROM lake.events AS t
LEFT JOIN lake.entity_links AS actor_here ON actor_here.name_id = t.actor_entity_id AND actor_here.article_id = t.article_id
LEFT JOIN lake.entity_links AS actor_always ON actor_always.name_id = t.actor_entity_id AND actor_always.article_id = '*'
LEFT JOIN lake.entity_links AS recipient_here
    ON recipient_here.name_id = t.recipient_entity_id AND recipient_here.article_id = t.article_id
LEFT JOIN lake.entity_links AS recipient_always
    ON recipient_always.name_id = t.recipient_entity_id AND recipient_always.article_id = '*'
