"""Every published figure, once: what it asks, what draws it, its page and the names of its files.

Pages, pack, slides, links and downloads ask here, by name. Figures that are made for one member
are none of them (dashboard/ui/own).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import courses as course_charts
from dashboard.charts import doses as dose_charts
from dashboard.charts import survival_curve as lasting_charts
from dashboard.charts import timelines as week_charts
from dashboard.charts.bars import share_bars_figure
from dashboard.charts.maps import share_map_figure
from dashboard.charts.participation import members_figure
from dashboard.charts.timings import difference_forest
from dashboard.charts.two_arms import side_by_side
from dashboard.findings import extras, participation, response, starts, symptoms
from dashboard.findings.doses import dose_kept, new_effects, next_steps, restarts, sweet_spot
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.findings.number_phrases import sentence_case
from dashboard.findings.timelines import by_week, course, durations, spells
from dashboard.findings.timings import contrasts, switches
from dashboard.text import say
from db.catalogue import (
    BY_DIVIDED,
    BY_MORNING,
    EFFECT_AXIS,
    EFFECT_GROUP_AXIS,
    EVERY_EFFECT,
    SINGLE_EFFECTS,
)
from db.editions.editions import Edition, Filters

PAPER_THEME = "light"
"""A pack is read on paper."""
SEPARATOR = ":"
"""Between a name and the effect that it is asked about: ``timelines.by_week:effect_headache``."""
FIRST_EFFECT = "effect_vivid_dreams"
"""The effect that members ask about most."""
LEADERS_PAGE = "answered"
"""Its figures are the leaders' alone, and in no pack."""
MARK_LETTERS = 8
_EFFECTS = (FIRST_EFFECT, *(word for word in EFFECT_AXIS if word != FIRST_EFFECT))
_SINGLE = (starts.ASKED_OF, *(word for word in SINGLE_EFFECTS if word != starts.ASKED_OF))


class UnknownFinding(ValueError):
    """Raised for a name that no finding has; ``args[0]`` is the name."""


@dataclass(frozen=True)
class PublishedFigure:
    """A figure made of published cells.

    Attributes:
        name: what pages and packs ask for it by: its page, a dot, and a word.
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
        """The page that shows it, and the chapter of a pack; key of the page's texts."""
        return self.name.split(".")[0]

    @property
    def title(self) -> str:
        """A short name for lists of what a pack may hold."""
        effect = say(f"words.effect_axis.{self.words[0]}") if self.words else ""
        return sentence_case(say(f"report.title.{self.name}", effect=effect))

    @property
    def arguments(self) -> tuple[str, ...]:
        """The words that the question is asked with."""
        return (*self.words[:1], *self.fixed)

    def about(self, word: str) -> "PublishedFigure":
        """The same question about another effect.

        Raises:
            UnknownFinding: it is not asked about this effect.
        """
        if word not in self.words:
            raise UnknownFinding(f"{self.name}{SEPARATOR}{word}")
        return replace(self, words=(word,))

    def __call__(
        self, asked: EditionSlice, theme: str = PAPER_THEME
    ) -> tuple[Finding[Any], go.Figure]:
        """The finding of an edition, and its figure.

        Args:
            asked: edition and filters.
            theme: ``light`` or ``dark``.
        """
        finding = self.question(asked, *self.arguments)
        return finding, self.draw(finding.numbers, theme)

    def card_key(self, finding: Finding[Any]) -> str:
        """Names its card on a page and in links, which readers keep."""
        return "-".join((finding.name, *self.arguments))

    def file_stem(self, edition: Edition, filters: Filters) -> str:
        """The name of its files without an ending: another for every word and set of filters.

        Names end up in logs and in lists of downloads: filters leave a mark, not their words.
        """
        name = "-".join((self.name, *self.words[:1])).replace(".", "-").replace("_", "-")
        return f"{edition_file_stem(edition)}-{name}{_filter_mark(filters)}"


def first_effect(asked: EditionSlice) -> str:
    """The effect that is looked at first: "any effect" where single ones are not shown."""
    return EVERY_EFFECT if FIRST_EFFECT in asked.effects_left_out() else FIRST_EFFECT


def edition_file_stem(edition: Edition) -> str:
    """What the name of every file made of an edition begins with."""
    return f"sweetspot-edition-{edition.number}"


def _filter_mark(filters: Filters) -> str:
    if not filters:
        return ""
    written = "&".join(f"{name}={word}" for name, word in sorted(filters.items()))
    return f"-among-{sha256(written.encode()).hexdigest()[:MARK_LETTERS]}"


_FIGURES = (
    PublishedFigure(
        "timelines.by_week", by_week.effect_by_week, week_charts.shares_by_week_figure, _EFFECTS
    ),
    PublishedFigure(
        "timelines.lasting", durations.effect_lasting, lasting_charts.lasting_figure, _EFFECTS
    ),
    PublishedFigure("timelines.before", starts.effect_before_ldn, share_bars_figure, _SINGLE),
    PublishedFigure("timelines.groups", by_week.groups_by_week, week_charts.shares_by_week_figure),
    PublishedFigure("timelines.map", by_week.effect_map, share_map_figure),
    PublishedFigure(
        "timelines.after_step",
        course.effect_after_step,
        week_charts.shares_by_week_figure,
        _EFFECTS,
    ),
    PublishedFigure("timelines.helped", spells.what_helped, share_bars_figure, EFFECT_GROUP_AXIS),
    PublishedFigure("timelines.hours", spells.hours_after_dose, share_bars_figure),
    PublishedFigure("timelines.course", course.course_by_week, course_charts.course_figure),
    PublishedFigure("doses.sweet_spot", sweet_spot.sweet_spot_found, dose_charts.search_figure),
    PublishedFigure("doses.new_effects", new_effects.effects_on_reaching_dose, share_bars_figure),
    PublishedFigure(
        "doses.next_steps", next_steps.first_steps_by_dose, dose_charts.part_rows_figure
    ),
    PublishedFigure("doses.step_up", next_steps.step_up_reports, share_bars_figure),
    PublishedFigure("doses.start", starts.first_dose, share_bars_figure),
    PublishedFigure("doses.kept", dose_kept.dose_kept, share_bars_figure),
    PublishedFigure("doses.flow", dose_kept.start_to_kept, dose_charts.part_rows_figure),
    PublishedFigure("doses.pace", dose_kept.effects_by_pace, share_bars_figure),
    PublishedFigure("doses.step_down", dose_kept.after_step_down, share_bars_figure),
    PublishedFigure("doses.missed", extras.doses_missed, share_bars_figure),
    PublishedFigure("doses.restart", restarts.restarts_after_break, share_bars_figure),
    PublishedFigure("doses.lowered", switches.effects_after_lowering, side_by_side),
    PublishedFigure(
        "timings.morning", contrasts.effect_differences, difference_forest, fixed=(BY_MORNING,)
    ),
    PublishedFigure("timings.benefit", contrasts.benefit_difference, difference_forest),
    PublishedFigure(
        "timings.divided", contrasts.effect_differences, difference_forest, fixed=(BY_DIVIDED,)
    ),
    PublishedFigure("timings.switched", switches.sleep_after_switch, side_by_side),
    PublishedFigure(
        "response.by_week", response.benefit_by_week, week_charts.shares_by_week_figure
    ),
    PublishedFigure("response.first", response.first_benefit, lasting_charts.lasting_figure),
    PublishedFigure("response.late", response.no_benefit_late, share_bars_figure),
    PublishedFigure("response.scales", symptoms.scales_since_before, dose_charts.part_rows_figure),
    PublishedFigure("response.symptoms", symptoms.symptoms_moved, dose_charts.part_rows_figure),
    PublishedFigure("response.first_weeks", extras.worse_at_first, share_bars_figure),
    PublishedFigure("response.faded", extras.help_faded, share_bars_figure),
    PublishedFigure("response.stopped", response.stop_reason, share_bars_figure),
    PublishedFigure("response.stopped_at", starts.last_dose_before_stop, share_bars_figure),
    PublishedFigure("response.after_stopping", extras.weeks_after_stopping, share_bars_figure),
    PublishedFigure(
        "response.starters",
        response.clusters_by_week,
        week_charts.shares_by_week_figure,
        fixed=("starters",),
    ),
    PublishedFigure(
        "response.stayers",
        response.clusters_by_week,
        week_charts.shares_by_week_figure,
        fixed=("stayers",),
    ),
    PublishedFigure("answered.members", participation.members_by_edition, members_figure),
    PublishedFigure("answered.joined", participation.people_by_joining, share_bars_figure),
    PublishedFigure(
        "answered.who",
        participation.people_by_answer,
        share_bars_figure,
        ("condition", "age_band", "sensitivity"),
    ),
)
FIGURES: dict[str, PublishedFigure] = {figure.name: figure for figure in _FIGURES}
"""Every published figure, in the order of the pages, by the name that it is asked for by."""
FINDINGS: dict[str, PublishedFigure] = {
    name: figure for name, figure in FIGURES.items() if figure.chapter != LEADERS_PAGE
}
"""Those of the chart pages: what a pack may hold, by the name that it is chosen by."""


def figure_about(name: str, word: str = "") -> PublishedFigure:
    """A figure by its name.

    Args:
        name: in ``FIGURES``.
        word: that it is asked about; its first where there is none.

    Raises:
        UnknownFinding: a name that is none, or a word that it does not take.
    """
    if name not in FIGURES:
        raise UnknownFinding(name)
    return FIGURES[name].about(word) if word else FIGURES[name]


def figures_in_order(names: Sequence[str]) -> tuple[PublishedFigure, ...]:
    """The chosen findings in the order of the pages, each once.

    Args:
        names: names in ``FINDINGS``; one that takes an effect may name it behind a colon.

    Raises:
        UnknownFinding: a name that is none, or an effect that it does not take.
    """
    order = list(FINDINGS)
    found = [figure_in_pack(name) for name in dict.fromkeys(names)]
    return tuple(sorted(found, key=lambda figure: order.index(figure.name)))


def figure_in_pack(name: str) -> PublishedFigure:
    """A figure by its name, with another effect behind a colon.

    Raises:
        UnknownFinding: as ``figures_in_order``.
    """
    plain, _, word = name.partition(SEPARATOR)
    if plain not in FINDINGS:
        raise UnknownFinding(name)
    return figure_about(plain, word)
