-- What was left out in the last run, and why?
SELECT q.stage, q.table_name, q.reason, count(*) AS rows, any_value(q.location ORDER BY q.quarantine_id) AS for_example,
    any_value(q.next_step ORDER BY q.quarantine_id) AS next_step
FROM quarantine AS q
WHERE q.run_id = (SELECT run_id FROM runs ORDER BY started_at DESC LIMIT 1)
GROUP BY ALL
ORDER BY rows DESC, q.stage, q.table_name, q.reason
