"""Where a tab holds what is a member's own: keys of its session state."""

VISIT = "survey_visit"
RECORD = "opened_record"
