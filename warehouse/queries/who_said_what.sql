-- Who said what in this article?
--
-- "This" is the article loaded last; for another, replace the condition by article_id = '…' or title ILIKE '%…%'.
WITH this AS (
    SELECT article_id FROM articles ORDER BY fetched_at DESC, archive_file DESC, archive_offset DESC, archive_line DESC LIMIT 1
)
SELECT coalesce(speaker_name, speaker) AS speaker, speaker_type, stance, kind, content, addressee, said_on
FROM statements
WHERE article_id IN (FROM this)
ORDER BY char_start, fact_id
