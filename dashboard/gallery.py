"""Which findings a pack may hold: those of the chart pages, in the order of the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import courses as course_charts
from dashboard.charts import doses as dose_charts
from dashboard.charts import survival_curve as lasting_charts
from dashboard.charts import timelines as week_charts
from dashboard.charts.bars import share_bars_figure
from dashboard.charts.maps import share_map_figure
from dashboard.charts.timings import difference_forest
from dashboard.charts.two_arms import side_by_side
from dashboard.findings import response
from dashboard.findings.doses import dose_kept, sweet_spot
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.findings.number_phrases import sentence_case
from dashboard.findings.timelines import by_week, course, durations, spells
from dashboard.findings.timings import contrasts, switches
from dashboard.text import say
from db.catalogue import BY_DIVIDED, BY_MORNING, EFFECT_AXIS, EFFECT_GROUP_AXIS

THEME = "light"
"""A pack is read on paper."""
SEPARATOR = ":"
"""Between a name and the effect that it is asked about: ``timelines.by_week:effect_headache``."""
_DREAMS = "effect_vivid_dreams"
"""The effect that members ask about most (dashboard/ui/findings/chart_choices.py)."""
_EFFECTS = (_DREAMS, *(word for word in EFFECT_AXIS if word != _DREAMS))


class UnknownFinding(ValueError):
    """Raised for a name that no finding has; ``args[0]`` is the name."""


@dataclass(frozen=True)
class FindingChoice:
    """One finding that a pack may hold.

    Attributes:
        name: what it is chosen by.
        question: edition and filters, and a word if it takes one -> the finding.
        draw: its numbers and a theme -> the figure.
        words: the effects, or groups, that may be asked about, the first unless said otherwise.
        fixed: what else the question takes.
    """

    name: str
    question: Callable[..., Finding[Any]]
    draw: Callable[[Any, str], go.Figure]
    words: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()

    @property
    def chapter(self) -> str:
        """The chart page that shows it; key of the page's texts."""
        return self.name.split(".")[0]

    @property
    def title(self) -> str:
        """A short name for lists."""
        effect = say(f"words.effect_axis.{self.words[0]}") if self.words else ""
        return sentence_case(say(f"report.title.{self.name}", effect=effect))

    def about(self, word: str) -> "FindingChoice":
        """The same question about another effect.

        Raises:
            UnknownFinding: it is not asked about this effect.
        """
        if word not in self.words:
            raise UnknownFinding(f"{self.name}{SEPARATOR}{word}")
        return FindingChoice(self.name, self.question, self.draw, (word,), self.fixed)

    def __call__(self, asked: EditionSlice) -> tuple[Finding[Any], go.Figure]:
        """The finding of an edition, and its figure for paper."""
        finding = self.question(asked, *self.words[:1], *self.fixed)
        return finding, self.draw(finding.numbers, THEME)


_CHOICES = (
    FindingChoice(
        "timelines.by_week", by_week.effect_by_week, week_charts.shares_by_week_figure, _EFFECTS
    ),
    FindingChoice(
        "timelines.lasting", durations.effect_lasting, lasting_charts.lasting_figure, _EFFECTS
    ),
    FindingChoice("timelines.groups", by_week.groups_by_week, week_charts.shares_by_week_figure),
    FindingChoice("timelines.map", by_week.effect_map, share_map_figure),
    FindingChoice(
        "timelines.after_step",
        course.effect_after_step,
        week_charts.shares_by_week_figure,
        _EFFECTS,
    ),
    FindingChoice("timelines.helped", spells.what_helped, share_bars_figure, EFFECT_GROUP_AXIS),
    FindingChoice("timelines.hours", spells.hours_after_dose, share_bars_figure),
    FindingChoice("timelines.course", course.course_by_week, course_charts.course_figure),
    FindingChoice("doses.sweet_spot", sweet_spot.sweet_spot, dose_charts.benefit_and_burden),
    FindingChoice("doses.score", sweet_spot.score_by_dose, dose_charts.best_dose_figure),
    FindingChoice("doses.kept", dose_kept.dose_kept, share_bars_figure),
    FindingChoice("doses.flow", dose_kept.start_to_kept, share_map_figure),
    FindingChoice("doses.pace", dose_kept.effects_by_pace, share_bars_figure),
    FindingChoice("doses.step_down", dose_kept.after_step_down, share_bars_figure),
    FindingChoice(
        "timings.morning", contrasts.effect_differences, difference_forest, fixed=(BY_MORNING,)
    ),
    FindingChoice("timings.benefit", contrasts.benefit_difference, difference_forest),
    FindingChoice(
        "timings.divided", contrasts.effect_differences, difference_forest, fixed=(BY_DIVIDED,)
    ),
    FindingChoice("timings.switched", switches.sleep_after_switch, side_by_side),
    FindingChoice("response.by_week", response.benefit_by_week, week_charts.shares_by_week_figure),
    FindingChoice("response.first", response.first_benefit, lasting_charts.lasting_figure),
    FindingChoice("response.late", response.no_benefit_late, share_bars_figure),
    FindingChoice("response.stopped", response.stop_reason, share_bars_figure),
    FindingChoice(
        "response.starters",
        response.clusters_by_week,
        week_charts.shares_by_week_figure,
        fixed=("starters",),
    ),
    FindingChoice(
        "response.stayers",
        response.clusters_by_week,
        week_charts.shares_by_week_figure,
        fixed=("stayers",),
    ),
)
FINDINGS: dict[str, FindingChoice] = {choice.name: choice for choice in _CHOICES}
"""Every finding of the chart pages, by the name that it is chosen by."""


def choices_in_order(names: Sequence[str]) -> tuple[FindingChoice, ...]:
    """The chosen findings in the order of the pages, each once.

    Args:
        names: names in ``FINDINGS``; one that takes an effect may name it behind a colon.

    Raises:
        UnknownFinding: a name that is none, or an effect that it does not take.
    """
    order = list(FINDINGS)
    found = [_choice_by_name(name) for name in dict.fromkeys(names)]
    return tuple(sorted(found, key=lambda choice: order.index(choice.name)))


def _choice_by_name(name: str) -> FindingChoice:
    plain, _, word = name.partition(SEPARATOR)
    if plain not in FINDINGS:
        raise UnknownFinding(name)
    return FINDINGS[plain].about(word) if word else FINDINGS[plain]
