"""When an effect comes after a dose, and what helped against it."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import Asked, Told
from dashboard.findings.finding import Finding
from dashboard.findings.numbers import Bars
from dashboard.text import say
from db.catalogue import MEASURES

HOURS, HELPED = "hours_after_dose", "what_helped"
NEEDED = 30
ARTICLE_HOURS = "from_2_to_4"
"""The article: waking comes 2 to 4 hours after the dose."""


def hours_after_dose(asked: Asked) -> Finding[Bars]:
    """Hours between the dose and waking or vivid dreams."""
    cells = asked.cells(HOURS)
    words = MEASURES[HOURS].axes[0]
    labels = [((word,), say(f"words.hours_after.{word}")) for word in words]
    numbers = share_bars.bars(cells, labels)
    numbers = Bars(numbers.bars, say(f"words.hours_after.{ARTICLE_HOURS}"))
    return _commonest(
        asked,
        "timelines.hours",
        numbers,
        Told(
            share_bars.table(numbers, say("finding.timelines.hours.column")),
            asked.stored(HOURS, cells),
        ),
    )


def what_helped(asked: Asked, group: str = "any_effect") -> Finding[Bars]:
    """What helped, among those whose effect ended.

    Args:
        asked: edition and filters.
        group: a word of ``catalogue.EFFECT_GROUP_AXIS``.
    """
    cells = {axis: cell for axis, cell in asked.cells(HELPED).items() if axis[0] == group}
    words = MEASURES[HELPED].axes[1]
    numbers = share_bars.bars(cells, [((group, w), say(f"words.helped.{w}")) for w in words])
    return _commonest(
        asked,
        "timelines.helped",
        numbers,
        Told(
            share_bars.table(numbers, say("finding.timelines.helped.column")),
            asked.stored(HELPED, cells),
            {"effect": say(f"words.effect_axis.{group}")},
        ),
    )


def _commonest(asked: Asked, name: str, numbers: Bars, told: Told) -> Finding[Bars]:
    found = share_bars.commonest(numbers)
    if found is None:
        return asked.too_few(name, numbers, NEEDED, **told.texts)
    text = say(
        f"finding.{name}.{'sentence' if found.apart else 'close'}",
        people=found.share.people,
        often=number_phrases.of_ten(found.share),
        label=found.label,
        **told.texts,
    )
    return asked.shown(name, text, numbers, told)
