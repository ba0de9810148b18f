"""How long a story takes to tell, from what was counted in a browser: taps and words on screens.

The counting itself is a test (tests/browser/test_story_time.py), so a longer form is noticed.
"""

SECONDS_A_TAP = 3.0
"""To find the target and hit it with a thumb: 1.35 s to make up one's mind (Card, Moran and
Newell 1983, "The Psychology of Human-Computer Interaction", M), and as much again and more for a
thumb and for remembering."""
WORDS_A_MINUTE = 240.0
"""Silent reading of English: 238 words a minute (Brysbaert 2019, J. Mem. Lang. 109: 104047)."""
MINUTES = (4, 8)
"""What the first screen tells: the shortest story, and two changes with three effects."""


def minutes_of_story(taps: int, words: int) -> float:
    """Minutes for so many taps, and so many words read once."""
    return taps * SECONDS_A_TAP / 60 + words / WORDS_A_MINUTE
