"""The kinds of numbers that a truth is made of: shares, tables of shares, dose curves."""

from collections.abc import Callable
from enum import IntEnum
from typing import Annotated, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from db.answers import HIGHEST_DOSE_UG

Share = Annotated[float, Field(ge=0, le=1)]
"""Of all of them, 0 to 1; where the name says ``per_week``, the chance in one week."""
Times = Annotated[float, Field(ge=0, le=20)]
"""A multiplier of a risk; 1 changes nothing."""
Weeks = Annotated[float, Field(gt=0, le=520)]
DoseUg = Annotated[int, Field(ge=1, le=HIGHEST_DOSE_UG)]
_ROUNDING = 0.001


class TruthSection(BaseModel):
    """A part of the truth. Unknown names are refused, so that a typing slip is not lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def words_check(
    kind: type[IntEnum] | tuple[str, ...],
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A check that every key of a table is one of the stored words."""
    known = set(kind) if isinstance(kind, tuple) else set(kind.__members__)

    def check_words(table: dict[str, Any]) -> dict[str, Any]:
        if not set(table) <= known:
            raise ValueError("unknown_word")
        return table

    return check_words


def _check_adds_up(table: dict[Any, float]) -> dict[Any, float]:
    if abs(sum(table.values()) - 1) > _ROUNDING:
        raise ValueError("shares_do_not_add_up")
    return table


def _check_not_empty(table: dict[Any, Any]) -> dict[Any, Any]:
    if not table:
        raise ValueError("empty_table")
    return table


SharesOfWords = Annotated[dict[str, Share], AfterValidator(_check_adds_up)]
SharesOfDoses = Annotated[dict[DoseUg, Share], AfterValidator(_check_adds_up)]
SharesOfWeeks = Annotated[
    dict[Annotated[int, Field(ge=1, le=52)], Share], AfterValidator(_check_adds_up)
]
Curve = Annotated[dict[DoseUg, Share], AfterValidator(_check_not_empty)]
"""Shares at some doses; straight lines over the logarithm of the dose between them, and flat
outside."""


def share_at_dose(curve: dict[int, float], dose_ug: ArrayLike) -> NDArray[np.float64]:
    """The share at each dose.

    Args:
        curve: dose in micrograms a day -> share.
        dose_ug: micrograms a day, any shape.

    Returns:
        Shares, the shape of ``dose_ug``.
    """
    doses = sorted(curve)
    known = [curve[dose] for dose in doses]
    return np.asarray(np.interp(np.log(np.asarray(dose_ug)), np.log(doses), known))
