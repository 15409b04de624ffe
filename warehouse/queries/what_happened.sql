-- What happened, day by day, and how many outlets tell it?
--
-- Only what is told as done or under way; what articles recall from years ago is left out (see `is_history` in `timeline`).
SELECT day, type, mode, actor, recipient, location, toll_low, toll_high, claimant, outlets, sentence
FROM timeline
WHERE modality IN ('happened', 'ongoing') AND NOT is_history
ORDER BY day, outlets DESC, event_id
