-- What is only planned, possible or denied, and on whose word?
SELECT day, modality, type, actor, recipient, location, claimant, sentence
FROM timeline
WHERE modality IN ('planned', 'possible', 'conditional', 'denied')
ORDER BY day, modality, event_id
