"""A member's doses and breaks in the order in which they came, and how each reads in a table."""

from dashboard.record.own_record import week_in_sentence, weeks_either_way
from dashboard.record.own_weeks import OwnDose, WeeksOfUse
from dashboard.text import number_in_language, say
from db.answers import LdnPause

UG_IN_MG = 1_000


def doses_and_breaks(numbers: WeeksOfUse) -> list[OwnDose | LdnPause]:
    """All of them; a restart stands after its break, two steps of a week as they came."""
    return sorted([*numbers.breaks, *numbers.doses], key=_first_week)


def dose_in_mg(dose_ug: int) -> str:
    """Such as "1.5", to be read."""
    return number_in_language(f"{dose_ug / UG_IN_MG:.3f}".rstrip("0").rstrip("."))


def moment_in_sentence(dose: OwnDose) -> str:
    """The week that it began in, and the day where it was told: "week 5, day 4"."""
    week = week_in_sentence(dose.week)
    return say("record.week_and_day", week=week, day=dose.day) if dose.day else week


def dose_in_table(dose: OwnDose) -> str:
    """The day's total, in how many parts, on which days: "1.5 mg in all, in 2 parts".

    A prescriber must not read the total as what is taken each time.
    """
    mg = say("record.mg", mg=dose_in_mg(dose.dose_ug))
    many = dose.times is not None and dose.times > 1
    amount = say("record.in_parts", dose=mg, count=dose.times) if many else mg
    is_usual = dose.how_often in ("not_said", "every_day")
    return amount if is_usual else f"{amount}, {say(f'words.how_often.{dose.how_often}').lower()}"


def break_cells(pause: LdnPause) -> tuple[str, str]:
    """From when, and until when nothing was taken."""
    began = week_in_sentence(pause.began_week)
    if pause.ended_week is None:
        return began, say("record.break_goes_on")
    # As rough as the restart in the week after, which is what was told.
    is_rough = weeks_either_way(pause.ended_week + 1)
    week = say("illness.about_week" if is_rough else "illness.week", week=pause.ended_week)
    return began, say("record.break_until", week=week)


def _first_week(found: OwnDose | LdnPause) -> int:
    return found.week if isinstance(found, OwnDose) else found.began_week
