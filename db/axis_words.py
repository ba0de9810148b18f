"""Stored words along axes that are of no question of the survey."""

FOUND_REST = ("looking", "stopped")
"""Besides a dose where somebody found their sweet spot: still looking, or stopped."""
NEXT_STEPS = (
    "stayed",
    "up_for_benefit",
    "up_otherwise",
    "down",
    "stopped_effects",
    "stopped_no_benefit",
    "stopped_otherwise",
)
"""What came first after reaching a dose; ``stayed`` where nothing did within the weeks."""
AFTER_STEP_UP = ("went_back", "effects_worse", "benefit_more")
"""What those who stepped up did, or told of that change."""
SCALE_CHANGE = ("better", "about_same", "worse")
"""A scale now beside the time before LDN: two points of ten or more, either way, or less."""
MOVED = ("better", "same", "worse")
"""Which way a symptom moved, of those who have it."""
RESTART = ("under_half", "half", "more", "effects_again", "stayed")
"""After a break, of the dose before it: under half, 40 to 60 %, more; then what came within 8
weeks: an effect that began, and still on LDN."""
HAD_BEFORE = ("the_same", "worse_now", "new")
"""Whether somebody had an effect before LDN: as much as now, less, or not at all."""
