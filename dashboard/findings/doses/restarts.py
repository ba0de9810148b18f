"""At which part of the dose before it people start again after a break, and what comes of it."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.extras import extras_not_shown
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBars
from dashboard.text import label_in_sentence, say
from db.axis_words import RESTART

RESTARTS = "restart"
RESTART_DOSES = 3
"""Words of its axis that are doses; after them what came of the restart."""


def restarts_after_break(asked: EditionSlice) -> Finding[ShareBars]:
    """At which part of the dose before a break people started again, and what came of it."""
    name = "doses.restart"
    cells = asked.cells(RESTARTS)
    labels = [((word,), say(f"words.restart.{word}")) for word in RESTART]
    bars = share_bars.bars_from_cells(cells, labels).bars
    doses, (again, stayed) = bars[:RESTART_DOSES], bars[RESTART_DOSES:]
    whole = share_bars.agreeing_bars(ShareBars(doses))
    numbers = ShareBars((*whole.bars, again, stayed), several=True)
    most = share_bars.commonest_bar(whole)
    if most is None or again.share is None or stayed.share is None:
        return extras_not_shown(asked, name, numbers)
    form = "sentence" if most.apart else "close"
    text = say(f"finding.{name}.{form}", label=label_in_sentence(most.label))
    basis = say(
        f"finding.{name}.basis",
        often=number_phrases.share_with_basis(most.share),
        again=number_phrases.share_with_range(again.share),
        stayed=number_phrases.share_with_range(stayed.share),
    )
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(RESTARTS, cells),
        basis=basis,
    )
    return asked.finding(name, text, numbers, told)
