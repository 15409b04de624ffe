-- Who is quoted most, and what do they do: assert, deny, promise, threaten?
SELECT
    speaker,
    any_value(speaker_type) AS speaker_type,
    count(*) AS statements,
    count(DISTINCT article_id) AS articles,
    count(*) FILTER (kind <> 'indirect') AS in_own_words,
    list_sort(list(DISTINCT stance)) AS stances
FROM quotes
WHERE speaker_type IN ('person', 'organization', 'country')
GROUP BY speaker
ORDER BY statements DESC, speaker
LIMIT 20
