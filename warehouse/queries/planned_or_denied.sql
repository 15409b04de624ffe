-- What is only planned, possible or denied, and on whose word?
SELECT day, modality, type, actor, recipient, location, claimant, outlets, sentence
FROM timeline
WHERE modality IN ('planned', 'possible', 'conditional', 'denied') AND NOT is_history
ORDER BY day, modality, event_id
