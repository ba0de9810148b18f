"""The claim ledger: what the article says, what trials found, what this edition shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dashboard.evidence import trials as trial_figures
from dashboard.findings import number_phrases
from dashboard.findings.claims import about_doses, over_time
from dashboard.findings.claims.claim_verdict import ClaimRuling, ClaimStrip
from dashboard.findings.claims.rules import Verdict
from dashboard.findings.edition_slice import EditionSlice
from dashboard.text import number_in_language, say
from db.editions.editions import Edition

_RULES: dict[str, Callable[[EditionSlice], ClaimRuling]] = {
    "C01": partial(over_time.group_effects_pass, group="sleep"),
    "C02": partial(over_time.group_effects_pass, group="mood"),
    "C03": partial(over_time.group_effects_pass, group="physical"),
    "C04": over_time.headache_first,
    "C05": over_time.after_a_step,
    "C06": over_time.two_to_four_hours,
    "C07": about_doses.mornings_help_sleep,
    "C08": about_doses.equal_benefit,
    "C09": over_time.help_in_weeks_2_to_8,
    "C10": about_doses.some_do_not_respond,
    "C11": about_doses.no_cluster_rises,
    "C12": about_doses.low_start_spares_the_sensitive,
    "C13": about_doses.halving_eases,
    "C14": about_doses.some_stay_low,
    "C15": over_time.commonest_start,
    "C16": about_doses.steadier_when_divided,
}
TOPICS: dict[str, tuple[str, ...]] = {
    "effects": ("C01", "C02", "C03", "C04", "C05", "C06"),
    "timings": ("C15", "C07", "C08", "C16"),
    "doses": ("C12", "C13", "C14"),
    "response": ("C09", "C10", "C11"),
}
"""Topic -> its claims, in the order in which they are read."""


@dataclass(frozen=True)
class Claim:
    """One row of the ledger, in words.

    Attributes:
        name: such as ``C01``.
        says, trials, ours, rule: what the article says, what trials found, what this edition
            shows, and the rule that was fixed before looking.
        verdict, people, strip: as in ``ClaimRuling``.
    """

    name: str
    says: str
    trials: str
    ours: str
    rule: str
    verdict: Verdict
    people: int
    strip: ClaimStrip | None


@dataclass(frozen=True)
class ClaimLedger:
    """All claims of an edition by topic, and how many have which verdict."""

    edition: Edition
    topics: dict[str, tuple[Claim, ...]]

    def count(self, verdict: Verdict) -> int:
        """How many claims have this verdict."""
        return sum(c.verdict is verdict for claims in self.topics.values() for c in claims)


def judge_claims(asked: EditionSlice) -> ClaimLedger:
    """Judge all sixteen claims by an edition's published cells.

    Args:
        asked: an edition without filters.
    """
    topics = {
        topic: tuple(_claim_in_words(name, _RULES[name](asked)) for name in names)
        for topic, names in TOPICS.items()
    }
    return ClaimLedger(asked.edition, topics)


def _claim_in_words(name: str, ruling: ClaimRuling) -> Claim:
    return Claim(
        name,
        say(f"claims.{name}.says"),
        say(f"claims.{name}.trials").format(**_trial_numbers(name)),
        _group_sentence(name, ruling),
        say(f"claims.{name}.rule"),
        ruling.verdict,
        ruling.people,
        ruling.strip,
    )


def _trial_numbers(name: str) -> dict[str, str]:
    """What the studies found, as the language writes numbers."""
    return {
        letter: number_in_language(figure)
        for letter, figure in trial_figures.trial_figures(name).items()
    }


def _often_in_words(people: int, strip: ClaimStrip) -> str:
    """A share without its range, which every sentence of the ledger has beside it."""
    share = number_phrases.estimate_share(people, strip.value, strip.low, strip.high)
    return number_phrases.frequency_in_100(share)


def _group_sentence(name: str, ruling: ClaimRuling) -> str:
    """The group's sentence: a natural frequency or a difference, always with its people."""
    strip = ruling.strip
    if strip is None:
        return say("claims.not_enough")
    low, high = round(100 * strip.low), round(100 * strip.high)
    often = "" if strip.difference else _often_in_words(ruling.people, strip)
    text = say(
        f"claims.{name}.ours",
        often=often,
        points=number_phrases.points_with_sign(round(100 * strip.value)),
        low=number_phrases.points_with_sign(low) if strip.difference else low,
        high=number_phrases.points_with_sign(high) if strip.difference else high,
        people=ruling.people,
    )
    return number_phrases.sentence_case(text)
