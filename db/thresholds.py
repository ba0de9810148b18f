"""Every number that makes a figure trustworthy, each with its source.

They stand in one place, at the bottom of the house, so that publishing, statistics, findings and
pages mean the same people by "enough". The rules by which counts are blurred stay with the code
that blurs (dashboard/publishing), the estimators' own bounds with theirs (dashboard/stats).
"""

# What is published
SMALLEST_GROUP = 10
"""No group of fewer people is ever published. Source: CMS cell size policy,
resdac.org/node/1506."""
THRESHOLD = 20
"""A people count below it, after noise, is not published. Source: trial of the drawn group: a true
group of 10 passes in 1 of 6,000 cells, one of 9 in 1 of 75,000."""
FIRST_FROM_MEMBERS = 35
"""Members, roughly, before the first edition. Source: trial of the drawn group; a share has a
number from 30 people on."""
SMALL_BELOW_MEMBERS = 100
"""Members, roughly, below which an edition comes every 12 weeks. Source: trial of the drawn group:
everyone in a group of 40 is a slice of 40."""
GROUPS_FROM_MEMBERS, GROUPS_DOWN_TO_MEMBERS = 150, 130
"""Published members from which an edition holds groups, and effects one by one; down to which once
it did. Source: trial of the drawn group: with groups a joiner's answers are read with AUC .72 at
100 members. Of single effects: tests/attacks/test_still_there.py, .91 at 40 members."""
GROUP_FROM_PEOPLE, GROUP_DOWN_TO_PEOPLE = 50, 45
"""Published people of a group within the group, and down to which once it was shown. Source: trial
of the drawn group: AUC .65 at 40 unknown others, .76 at 20."""
EFFECT_FROM_CASES, EFFECT_DOWN_TO_CASES = 30, 25
"""Published cases among everyone in one week from which a single effect is shown in groups, and
down to which once it was. Source: trial of the drawn group, rare answers."""
EFFECT_FROM_SHARE = 0.02
"""And their share of that week's people. Source: as above."""
COMPARED_FROM_PEOPLE = 20
"""People an arm needs before it is compared. Source: docs/measures.md, "Show"."""

# What has a number, and what a sentence names
PERCENT_FROM_PEOPLE = 30
"""Fewer are told in words alone. Source: docs/measures.md, "Show"; the Wilson interval of a half
is 34 points wide there."""
WHOLE_POINTS_FROM_PEOPLE = 100
"""Fewer are told in steps of 5 points. Source: one person is one point there."""
RANGE_BELOW_PEOPLE = 100
"""Of fewer a sentence has its range. Source: docs/measures.md, rule 8; the range of a half is 25
points wide at 60 people, 20 at 100."""
FEW_PEOPLE = 5
"""Fewer cases, or fewer others, have no number. Source: counts are rounded to 5 (OpenSAFELY)."""
SAID_FROM_PEOPLE = 30
"""A share is named in a sentence, and a curve begins. Source: people from whom a share has a
number."""
DOSE_FROM_PEOPLE = 30
"""People that a dose band needs to be judged. Source: docs/measures.md, "Show"."""
PEERS_FROM_PEOPLE = 30
"""People like me that a number needs, in a group within the group and among everyone. Source:
docs/measures.md, "me and peers"; people from whom a share has a number."""
CLAIM_FROM_PEOPLE = 30
"""People a claim needs before it is judged at all. Source: people from whom a share has a number;
there every rule errs in under 2 of 100 worlds in which the claim is false by 10 points, for lot,
noise and rounding, too (tests/dashboard/findings/claims/test_rule_people.py)."""
LASTING_FROM_ENDS = 10
"""Published ends of spells from which it is told how long they last. Source: a group in which every
spell goes on (tests/truth/test_designed_states.py): noise alone publishes up to seven."""

# How sure a sentence must be
ALPHA = 0.05
"""An interval misses the truth this often. Source: the convention of the field."""
FALSE_DISCOVERIES = 0.05
"""Without any true difference a page claims one in at most so many editions. Source: Benjamini &
Hochberg 1995, J R Stat Soc B 57:289-300."""
SAME_WITHIN_POINTS = 10
"""Points of 100 within which two shares are about the same. Source: docs/measures.md, C08."""
SAME_WITHIN = SAME_WITHIN_POINTS / 100
"""The same as a share. Source: docs/measures.md, C08."""
SAME_PART = 0.5
"""Of the larger of two shares: a difference that may be more is not about the same. Source: chosen;
10 points alone would call a fall from 9 in 100 to none the same."""
CHANGE_HELPS_ABOVE = 0.1
"""A whole range above it says that moving to the morning, or a lower dose, helped. Source:
docs/measures.md, C07 and C13; how people recall, and what else they change, made up to +9 of no
effect."""
MOST_SHARE = 0.5
"""More than this is "most people". Source: docs/measures.md, C01 to C03."""
SOME_SHARE = 0.05
"""More than this is "some people". Source: the rule of C10 (dashboard/text)."""

# Weeks that were fixed before looking
EARLY_WEEK, SETTLED_WEEK = "w2", "w9_12"
"""The two bands that sentences compare: early, and where the article's passing effects are over.
Source: docs/article.md, "Early effects". The highest of eight weeks would be too high by chance."""
COMPARED_WEEKS = ("k1", "k6")
"""One week after a step, which is wholly behind it, and six weeks after. Source: docs/measures.md,
C05. A mean of several weeks is no share of people."""
KEPT_FROM_WEEK = 12
"""Where a dose has ended up is asked of those who started so long ago. Source: docs/measures.md,
dose_kept."""
KEPT_FOR_WEEKS = 4
"""Full weeks after which a dose counts as kept. Source: docs/measures.md, dose_kept."""
FOUND_FROM_WEEK = 26
"""Where people found their sweet spot is asked of those who started so long ago. Source:
docs/measures.md, sweet_spot_found."""
FOUND_FOR_WEEKS = 8
"""Full weeks at a dose after which it may be a sweet spot, and from which on an answer over all
tells of it. Source: docs/measures.md, sweet_spot_found."""
NEXT_WITHIN_WEEKS = 12
"""Full weeks within which something may come first after reaching a dose. Source: docs/measures.md,
after_reaching_dose."""
BACK_WITHIN_WEEKS = 8
"""Full weeks within which a step up may be taken back. Source: docs/measures.md, after_step_up."""
