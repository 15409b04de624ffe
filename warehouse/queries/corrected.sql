-- Which articles were changed after they were published, and how?
SELECT version_at, outlet, title, title_before, words_added, version, versions, url
FROM versions
WHERE version > 1
ORDER BY version_at DESC, title
