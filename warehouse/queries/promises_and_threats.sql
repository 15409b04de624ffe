-- What has been promised or threatened, by whom and to whom?
SELECT said_on, speaker, stance, addressee, content, sentence
FROM quotes
WHERE stance IN ('promise', 'threaten')
ORDER BY said_on DESC, speaker, statement_id
