"""What is true of what the extras ask: drawn by itself, but for where it says otherwise."""

from typing import Annotated

from pydantic import AfterValidator, Field

from dashboard.demo.kinds import Share, SharesOfWords, TruthSection, words_check
from db.vocabulary import AfterStopping


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
