"""What a member was asked, and by which form: what was not asked is not "no".

Each form's topics are frozen: a mark that is stored must mean the same for ever.
"""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict

from db.vocabulary import MORE_EFFECTS, SIDE_EFFECTS, Effect, Form, HadEffects, Topic

_VERSION_1 = frozenset(
    {Topic.condition, Topic.age_band, Topic.sex, Topic.sensitivity, Topic.joined}
    | {Topic.dose_changes, Topic.change_reason, Topic.after_change, Topic.stop, Topic.stop_reason}
    | {Topic.effect_before, Topic.effect_weeks, Topic.severity, Topic.helped, Topic.hours_after}
    | {Topic.overall_change, Topic.first_benefit, Topic.scales_now, Topic.scales_before}
)
_CORE = frozenset(
    {Topic.condition, Topic.age_band, Topic.sex, Topic.sensitivity, Topic.answers_for}
    | {Topic.dose_changes, Topic.change_reason, Topic.dose_taking, Topic.pauses}
    | {Topic.stop, Topic.stop_reason, Topic.effect_before, Topic.effect_weeks, Topic.severity}
    | {Topic.overall_change}
)
_MINUTE = frozenset(
    {Topic.after_change, Topic.earlier_try, Topic.helped, Topic.hours_after, Topic.first_benefit}
    | {Topic.spells}
)
TOPICS_OF_FORM: dict[Form, frozenset[Topic]] = {
    Form.version_1: _VERSION_1,
    Form.core: _CORE,
    Form.minute: _MINUTE,
    Form.before_and_now: frozenset({Topic.joined, Topic.scales_now, Topic.scales_before}),
    Form.pleasure: frozenset(),
    Form.illness_and_medicines: frozenset({Topic.other_conditions}),
    Form.how_taken: frozenset(),
    Form.what_changed: frozenset(),
    Form.after_stopping: frozenset(),
    Form.imported: frozenset(),
}
"""What each form asks about; an imported batch brings its own list. Whether the pleasure items
were answered is a fact of its own (``answered_pleasure``)."""

EFFECTS_OF_VERSION_1 = frozenset(SIDE_EFFECTS)
EFFECTS_OF_VERSION_2 = EFFECTS_OF_VERSION_1 | {e for more in MORE_EFFECTS.values() for e in more}


class FormMarks(BaseModel):
    """What a member was asked.

    Attributes:
        forms: that they handed in.
        topics: that these asked about.
        effects: side effects that were asked about and answered, with "I had none" too; empty
            where the list was skipped.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    forms: frozenset[Form]
    topics: frozenset[Topic]
    effects: frozenset[Effect]

    @classmethod
    def of_forms(cls, forms: Iterable[Form], had_effects: HadEffects) -> Self:
        """The marks of forms that were handed in.

        Args:
            forms: all of them, over the years.
            had_effects: version 2's own question about effects; not asked in version 1.
        """
        every = frozenset(forms)
        answered = had_effects in (HadEffects.had_some, HadEffects.had_none)
        effects = EFFECTS_OF_VERSION_1 if Form.version_1 in every else frozenset[Effect]()
        if Form.core in every and answered:
            effects |= EFFECTS_OF_VERSION_2
        topics = frozenset[Topic]().union(*(TOPICS_OF_FORM[form] for form in every))
        return cls(forms=every, topics=topics, effects=effects)

    def joined_with(self, other: Self) -> Self:
        """What both say together."""
        return type(self)(
            forms=self.forms | other.forms,
            topics=self.topics | other.topics,
            effects=self.effects | other.effects,
        )


VERSION_1 = FormMarks.of_forms([Form.version_1], HadEffects.not_said)
"""The marks of everything that was handed in before version 2."""
