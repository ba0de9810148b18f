"""How many effects of a kind had ended when the article says, all spells short and all long.

Of the life tables behind it nothing is published but the people, two sums and a variance, each with
noise of its own, in the form of a contrast: enough to judge a claim at both ends.
"""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.publishing import count_names, counting
from dashboard.publishing.blurring import BlurredCount, CountNoise, publishable_count, rounded_count
from dashboard.publishing.counting import WeightedCounts
from dashboard.stats.lifetables import EndedShare, share_that_ended
from db import bands, catalogue
from db.catalogue import ENDED_EARLY, PASSES_BY, SPELL_LENGTHS
from db.counting.columns import AskedList
from db.editions.editions import EditionContrast

_INNER, _SHOWN = "effect_ended_early", "effect_lasting"


def early_end_contrasts(
    cells: Mapping[str, WeightedCounts], lists: Sequence[AskedList], noise: CountNoise
) -> Iterator[EditionContrast]:
    """For each kind of effects: those who had one, and how many of them were over it in time.

    Args:
        cells: measure -> weighted counts, of everyone first.
        lists: every list of questions that somebody was asked.
        noise: of the edition.

    Yields:
        Contrasts of everyone whose life tables have enough people in every band that they need.
    """
    spec = catalogue.MEASURES[_INNER]
    people, cases = (
        part[0].reshape(counting.axis_sizes(spec))
        for part in (cells[_INNER].people, cells[_INNER].cases)
    )
    for group, last in PASSES_BY.items():
        at, upto = spec.axes[0].index(group), bands.LASTING.words.index(last) + 1
        of_people = _blurred_people(group, int(people[at, 0, 0]), lists, noise)
        shown = publishable_count(of_people)
        # People fall from band to band: the last that is needed has the fewest.
        fewest = noise.blurred(int(people[at, :, upto - 1].min()), _noise_name(group, "fewest"))
        if shown is None or publishable_count(fewest) is None:
            continue
        short, long = (
            share_that_ended(people[at, nth, : upto + 1].tolist(), cases[at, nth, :upto].tolist())
            for nth in range(len(SPELL_LENGTHS))
        )
        sums = _sums_of_shares(int(people[at, 0, 0]), short, long)
        rounded = (
            rounded_count(noise.blurred(total, _noise_name(group, name)))
            for name, total in zip(EditionContrast._fields[-3:], sums, strict=True)
        )
        yield EditionContrast(ENDED_EARLY, "", group, shown, *rounded)


def _noise_name(group: str, name: str) -> str:
    return f"contrast|{ENDED_EARLY}|{group}|{name}"


def _sums_of_shares(people: int, short: EndedShare, long: EndedShare) -> tuple[float, float, float]:
    """People times either share, and the larger variance of the two."""
    variance = max(short.variance, long.variance)
    return people * short.value, people * long.value, people**2 * variance


def _blurred_people(
    group: str, people: int, lists: Sequence[AskedList], noise: CountNoise
) -> BlurredCount:
    """Who had the effect: one number wherever it stands, so one noise."""
    words = counting.axis_words(catalogue.MEASURES[_SHOWN])
    at = words.index(f"{group}|{bands.LASTING.words[0]}")
    asked = count_names.names_of_asked(_SHOWN, sorted(lists))[at]
    return noise.blurred(people, count_names.people_of_places(_SHOWN)[at].name("") + asked)
