-- What has this person said, under any name?
--
-- "This person" is the one quoted most; for another, replace the condition by name = '…' or entity_id = '…', or by
-- list_contains(aliases, '…') for a name that isn't the main one.
WITH this AS (
    SELECT entity_id, name, aliases FROM people ORDER BY statement_count DESC, entity_id LIMIT 1
)
SELECT this.name, s.speaker_name AS named_here, q.said_on, q.stance, q.content, q.outlet, q.title
FROM this
JOIN quotes AS q USING (entity_id)
JOIN statements AS s ON s.fact_id = q.statement_id
ORDER BY q.said_on, q.statement_id
