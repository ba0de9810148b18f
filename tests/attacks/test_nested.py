"""Parts against the whole: no slice is a difference of others, so nobody is told of by a rest."""

from collections.abc import Callable, Iterator

import numpy as np

from dashboard.publishing.blurring import BlurredCount, PublishedCount, publishable_count
from dashboard.publishing.edition_cells import ANSWERED
from dashboard.publishing.slices import FilterSizes, Words, filter_slices, slices_from_texts
from dashboard.stats.noise import PROBABILITIES, VALUES
from db.catalogue import FILTERS
from db.counting.cohort import Ints
from db.editions import editions
from db.thresholds import GROUP_DOWN_TO_PEOPLE, SMALLEST_GROUP
from tests.published import Stores, publish_members

GROUPS = 300
SAID_OF = SMALLEST_GROUP - 1
"""'Somebody of these 1 to 9 people has it.'"""


def drawn_groups() -> Iterator[tuple[str, Ints]]:
    """A filter, and how many members say each of its words, some of them few."""
    generator = np.random.default_rng(16)
    for _ in range(GROUPS):
        for name, words in FILTERS.items():
            shares = generator.dirichlet(np.full(len(words), 0.6))
            yield name, generator.multinomial(int(generator.integers(150, 1_500)), shares)


def rest_of(counts: Ints, shown: list[Words], words: Words) -> int:
    """People of everyone less all parts that are shown; 0 where no part is."""
    inside = {word for part in shown for word in part}
    missing = [int(n) for n, word in zip(counts, words, strict=True) if word not in inside]
    return sum(missing) if shown else 0


def test_everyone_less_all_parts_is_nobody(gained: Callable[..., None]) -> None:
    """Drawn groups; the control shows each word from 20 people on, and hides the rest of 1 to 9."""
    generator = np.random.default_rng(17)
    ours = control = 0
    for name, counts in drawn_groups():
        words = FILTERS[name]
        blurred = counts + generator.choice(VALUES, len(counts), p=PROBABILITIES)
        of_word = dict(zip(words, blurred, strict=True))

        def people(held: Words, of_word: dict[str, int] = of_word) -> PublishedCount | int:
            return publishable_count(BlurredCount(sum(of_word[word] for word in held))) or 0

        slices = filter_slices(FilterSizes(name, people, lambda _words: False))
        alone = [(word,) for word in words if people((word,))]
        ours += 0 < rest_of(counts, slices, words) <= SAID_OF
        control += 0 < rest_of(counts, alone, words) <= SAID_OF
    gained("nested_slices", ours, "0", control, f"{GROUPS} drawn groups, six filters")
    assert ours == 0
    assert control > GROUPS / 10


def test_slices_of_a_real_edition_make_up_the_whole_and_are_large(stores: Stores) -> None:
    """400 members: each word of a filter stands in one slice, and each slice has 45 or more."""
    publish_members(stores, 400)
    head = editions.latest_edition(stores.editions)
    assert head is not None
    cells = editions.load_contents(stores.editions, head).cells
    texts = {cell.filters for cell in cells if cell.filters}
    for name, slices in slices_from_texts(iter(texts)).items():
        held = [word for part in slices for word in part]
        assert sorted(held) == (sorted(FILTERS[name]) if slices else [])
    sizes = [c.cases for c in cells if c.measure == ANSWERED and c.axis != "everyone"]
    assert len(sizes) > len(FILTERS) and min(sizes) >= GROUP_DOWN_TO_PEOPLE
