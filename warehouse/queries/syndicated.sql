-- Which stories were carried by several outlets, and who had them first?
SELECT title, first_outlet, outlet_count, outlets, first_published_on, last_published_on
FROM coverage
WHERE outlet_count > 1
ORDER BY outlet_count DESC, article_count DESC, first_published_on, title
