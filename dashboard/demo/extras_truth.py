"""What is true of what the extras ask: drawn by itself, but for where it says otherwise."""

from typing import Annotated

from pydantic import AfterValidator, Field

from dashboard.demo.kinds import Share, SharesOfWords, TruthSection, words_check
from db.vocabulary import AfterStopping, DosesNotTaken, Fading, FirstWeeks


class ExtrasTruth(TruthSection):
    """Who answers extras, and what. All of it is assumed."""

    answered: Share = 0.6
    """Each extra, of those whom it is offered to."""
    after_stopping: Annotated[SharesOfWords, AfterValidator(words_check(AfterStopping))] = Field(
        default={
            "as_before_ldn": 0.5,
            "worse_than_before": 0.12,
            "some_benefit_stayed": 0.2,
            "new_symptoms": 0.06,
            "not_sure": 0.12,
        }
    )
    """Of those who stopped two weeks ago or more."""
    first_weeks: Annotated[SharesOfWords, AfterValidator(words_check(FirstWeeks))] = Field(
        default={"better": 0.2, "same": 0.45, "worse_then_better": 0.25, "stayed_worse": 0.1}
    )
    fading: Annotated[SharesOfWords, AfterValidator(words_check(Fading))] = Field(
        default={
            "no": 0.72,
            "for_good": 0.12,
            "back_after_lower_dose": 0.06,
            "back_after_higher_dose": 0.07,
            "back_after_break": 0.03,
        }
    )
    """Of those who were on LDN for 9 weeks or more."""
    missed_doses: Annotated[SharesOfWords, AfterValidator(words_check(DosesNotTaken))] = Field(
        default={"none": 0.66, "just_one": 0.2, "two_or_three": 0.1, "from_4": 0.04}
    )
    """Of those who check in."""
    has_symptom: Share = 0.6
    """Each symptom; the others never had it."""
    eased: Share = 0.55
    """Of those whom LDN helps, each symptom."""
    eased_anyway: Share = 0.15
    """Of the others."""
    worsened: Share = 0.1
    """Of those for whom it did not ease."""
