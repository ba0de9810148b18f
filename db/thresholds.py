"""Every number that makes a figure trustworthy, each with its source.

They stand in one place, at the bottom of the house, so that publishing, statistics, findings and
pages mean the same people by "enough". The rules by which counts are blurred stay with the code
that blurs (dashboard/publishing), the estimators' own bounds with theirs (dashboard/stats).
"""

# What is published
SMALLEST_GROUP = 10
"""No group of fewer people is ever published. Source: CMS cell size policy,
resdac.org/node/1506."""
FIRST_FROM_MEMBERS = 30
"""Members before the first edition. Source: people from whom a share has a number."""
CHANGED_MEMBERS = 10
"""New or changed members before the next edition; no setting lowers it. Source: the smallest
group: whoever watches two editions sees the change of a crowd."""
PAIRS_FROM_MEMBERS = 300
"""Members before two filters may be set at once. Source: the simulation of
``catalogue.PAIRS``."""
CONDITION_FROM_MEMBERS = 30
"""A condition with fewer members is counted under "other". Source: people from whom a share has a
number."""
COMPARED_FROM_PEOPLE = 20
"""People an arm needs before it is compared. Source: docs/measures.md, "Show"."""
STRATUM_FROM_PEOPLE = 10
"""Blurred people that an arm of a stratum needs; a smaller one brings little but noise. Source:
the smallest group."""

# What has a number, and what a sentence names
PERCENT_FROM_PEOPLE = 30
"""Fewer are told in words alone. Source: docs/measures.md, "Show"; the Wilson interval of a half
is 34 points wide there."""
WHOLE_POINTS_FROM_PEOPLE = 100
"""Fewer are told in steps of 5 points. Source: one person is one point there."""
FEW_PEOPLE = 5
"""Fewer cases, or fewer others, have no number. Source: counts are rounded to 5 (OpenSAFELY)."""
SAID_FROM_PEOPLE = 30
"""A share is named in a sentence, and a curve begins. Source: people from whom a share has a
number."""
DOSE_FROM_PEOPLE = 30
"""People that a dose band needs to be judged. Source: docs/measures.md, "Show"."""
FEWEST_DOSES = 3
"""Dose bands that must be judged together. Source: docs/measures.md, "Show"."""
PEERS_FROM_PEOPLE = 30
"""People like me that a group needs at my place. Source: people from whom a share has a number."""
PEER_NUMBER_FROM_PEOPLE = 50
"""Fewer people like me are told of in thirds. Source: docs/measures.md, "me and peers": a number
about people like oneself is read as a promise."""
CLAIM_FROM_PEOPLE = 30
"""People a claim needs before it is judged at all. Source: people from whom a share has a
number."""

# How sure a sentence must be
ALPHA = 0.05
"""An interval misses the truth this often. Source: the convention of the field."""
FALSE_DISCOVERIES = 0.05
"""Without any true difference a page claims one in at most so many editions. Source: Benjamini &
Hochberg 1995, J R Stat Soc B 57:289-300."""
NAMED_FROM_CHANCE = 0.8
"""Chance to be the best from which one dose is named. Source: docs/measures.md, "Show"."""
RULED_OUT_BELOW_CHANCE = 0.05
"""A dose with a smaller chance to be the best is ruled out. Source: as ``ALPHA``."""
SAME_WITHIN_POINTS = 10
"""Points of 100 within which two shares are about the same. Source: docs/measures.md, C08."""
SAME_WITHIN = SAME_WITHIN_POINTS / 100
"""The same as a share. Source: docs/measures.md, C08."""
MOST_SHARE = 0.5
"""More than this is "most people". Source: docs/measures.md, C01 to C03."""
SOME_SHARE = 0.05
"""More than this is "some people". Source: the rule of C10 (dashboard/text)."""

# Weeks that were fixed before looking
EARLY_WEEK, SETTLED_WEEK = "w2", "w9_12"
"""The two bands that sentences compare: early, and where the article's passing effects are over.
Source: docs/article.md, "Early effects". The highest of eight weeks would be too high by chance."""
SOON_WEEKS, LATE_WEEKS = ("k0", "k1"), ("k5", "k6", "k7", "k8")
"""Weeks after a step that are compared. Source: docs/measures.md, C05."""
KEPT_FROM_WEEK = 12
"""Where a dose has ended up is asked of those who started so long ago. Source: docs/measures.md,
dose_kept."""
KEPT_FOR_WEEKS = 4
"""Full weeks after which a dose counts as kept. Source: docs/measures.md, dose_kept."""
