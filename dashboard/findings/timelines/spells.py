"""When an effect comes after a dose, and what helped against it."""

from dashboard.findings import share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBars
from dashboard.text import say
from db.catalogue import MEASURES

HOURS, HELPED = "hours_after_dose", "what_helped"
ARTICLE_HOURS = "from_2_to_4"
"""The article: waking comes 2 to 4 hours after the dose."""


def hours_after_dose(asked: EditionSlice) -> Finding[ShareBars]:
    """Hours between the dose and waking or vivid dreams."""
    cells = asked.cells(HOURS)
    words = MEASURES[HOURS].axes[0]
    labels = [((word,), say(f"words.hours_after.{word}")) for word in words]
    numbers = share_bars.bars_from_cells(cells, labels)
    numbers = ShareBars(numbers.bars, say(f"words.hours_after.{ARTICLE_HOURS}"), several=True)
    if "sleep" in asked.effects_left_out():
        return asked.too_rare("timelines.hours", numbers)
    return share_bars.commonest_finding(
        asked,
        "timelines.hours",
        numbers,
        FindingText(
            share_bars.shares_table(numbers, say("finding.timelines.hours.column")),
            asked.cells_to_export(HOURS, cells),
        ),
    )


def what_helped(asked: EditionSlice, group: str = "any_effect") -> Finding[ShareBars]:
    """What helped, among those whose effect ended.

    Args:
        asked: edition and filters.
        group: a word of ``catalogue.EFFECT_GROUP_AXIS``.
    """
    cells = {axis: cell for axis, cell in asked.cells(HELPED).items() if axis[0] == group}
    words = MEASURES[HELPED].axes[1]
    numbers = share_bars.bars_from_cells(
        cells, [((group, w), say(f"words.helped.{w}")) for w in words]
    )
    numbers = ShareBars(numbers.bars, several=True)
    if group in asked.effects_left_out():
        return asked.too_rare("timelines.helped", numbers)
    return share_bars.commonest_finding(
        asked,
        "timelines.helped",
        numbers,
        FindingText(
            share_bars.shares_table(numbers, say("finding.timelines.helped.column")),
            asked.cells_to_export(HELPED, cells),
            {"effect": say(f"words.effect_axis.{group}")},
        ),
    )
