-- Who denied what?
SELECT said_on, speaker, speaker_type, content, outlet, title
FROM quotes
WHERE stance = 'deny'
ORDER BY said_on, speaker, statement_id
