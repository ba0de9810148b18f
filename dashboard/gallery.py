"""Which findings a pack may hold: those of the chart pages, in the order of the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import courses as course_charts
from dashboard.charts import doses as dose_charts
from dashboard.charts import survival_curve as lasting_charts
from dashboard.charts import timelines as week_charts
from dashboard.charts.bars import bars
from dashboard.charts.maps import share_map
from dashboard.charts.timings import forest
from dashboard.charts.two_arms import side_by_side
from dashboard.findings import response
from dashboard.findings.doses import dose_kept, sweet_spot
from dashboard.findings.edition_slice import Asked
from dashboard.findings.finding import Finding
from dashboard.findings.number_phrases import sentence
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
class Choice:
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
        return sentence(say(f"report.title.{self.name}", effect=effect))

    def about(self, word: str) -> "Choice":
        """The same question about another effect.

        Raises:
            UnknownFinding: it is not asked about this effect.
        """
        if word not in self.words:
            raise UnknownFinding(f"{self.name}{SEPARATOR}{word}")
        return Choice(self.name, self.question, self.draw, (word,), self.fixed)

    def __call__(self, asked: Asked) -> tuple[Finding[Any], go.Figure]:
        """The finding of an edition, and its figure for paper."""
        finding = self.question(asked, *self.words[:1], *self.fixed)
        return finding, self.draw(finding.numbers, THEME)


_CHOICES = (
    Choice("timelines.by_week", by_week.by_week, week_charts.by_week, _EFFECTS),
    Choice("timelines.lasting", durations.lasting, lasting_charts.lasting, _EFFECTS),
    Choice("timelines.groups", by_week.groups, week_charts.by_week),
    Choice("timelines.map", by_week.effect_map, share_map),
    Choice("timelines.after_step", course.after_step, week_charts.by_week, _EFFECTS),
    Choice("timelines.helped", spells.what_helped, bars, EFFECT_GROUP_AXIS),
    Choice("timelines.hours", spells.hours_after_dose, bars),
    Choice("timelines.course", course.course, course_charts.course),
    Choice("doses.sweet_spot", sweet_spot.sweet_spot, dose_charts.benefit_and_burden),
    Choice("doses.score", sweet_spot.score, dose_charts.score),
    Choice("doses.kept", dose_kept.dose_kept, bars),
    Choice("doses.flow", dose_kept.start_to_kept, share_map),
    Choice("doses.pace", dose_kept.pace, bars),
    Choice("doses.step_down", dose_kept.step_down, bars),
    Choice("timings.morning", contrasts.effects, forest, fixed=(BY_MORNING,)),
    Choice("timings.benefit", contrasts.benefit, forest),
    Choice("timings.divided", contrasts.effects, forest, fixed=(BY_DIVIDED,)),
    Choice("timings.switched", switches.switched, side_by_side),
    Choice("response.by_week", response.benefit_by_week, week_charts.by_week),
    Choice("response.first", response.first_benefit, lasting_charts.lasting),
    Choice("response.late", response.no_benefit_late, bars),
    Choice("response.stopped", response.stop_reason, bars),
    Choice("response.starters", response.clusters, week_charts.by_week, fixed=("starters",)),
    Choice("response.stayers", response.clusters, week_charts.by_week, fixed=("stayers",)),
)
FINDINGS: dict[str, Choice] = {choice.name: choice for choice in _CHOICES}
"""Every finding of the chart pages, by the name that it is chosen by."""


def choices(names: Sequence[str]) -> tuple[Choice, ...]:
    """The chosen findings in the order of the pages, each once.

    Args:
        names: names in ``FINDINGS``; one that takes an effect may name it behind a colon.

    Raises:
        UnknownFinding: a name that is none, or an effect that it does not take.
    """
    order = list(FINDINGS)
    found = [_choice(name) for name in dict.fromkeys(names)]
    return tuple(sorted(found, key=lambda choice: order.index(choice.name)))


def _choice(name: str) -> Choice:
    plain, _, word = name.partition(SEPARATOR)
    if plain not in FINDINGS:
        raise UnknownFinding(name)
    return FINDINGS[plain].about(word) if word else FINDINGS[plain]
