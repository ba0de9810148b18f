"""The members' database: small integer codes, WITHOUT ROWID, clustered by member.

Random keys and no row numbers mean that neither the order of rows nor a freed page tells who
came when. Time is weeks since the member's own first dose; about members
there is no clock time, no date, no address and no free text.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Text,
)
from sqlmodel import Field, SQLModel

from db.store.revisions import new_revision
from db.vocabulary import Standing

members_metadata = MetaData()
_NO_ROWID: dict[str, Any] = {"sqlite_with_rowid": False}
DRAFT_WEEKS = 9
"""A draft counts down once a week: it is kept for 56 to 63 days, and no day is stored."""


class _MembersTable(SQLModel):
    metadata = members_metadata


def _code_column(*, nullable: bool = False) -> Any:
    """A word of db.vocabulary, or another small number."""
    return Field(default=None if nullable else 0, sa_type=SmallInteger, nullable=nullable)


def _member_key_column() -> Any:
    """First part of a key: rows of one member stand together."""
    return Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


def _revision_column() -> Any:
    """64 random bits, new with every write (db.store.revisions)."""
    drawn = {"default": new_revision, "server_default": "0"}
    return Field(default=0, sa_type=BigInteger, sa_column_kwargs=drawn)


class Member(_MembersTable, table=True):
    """One row a member: the facts that do not change, and the latest state.

    ``batch`` is the invite they came with, 0 for none. ``standing`` and ``held_for`` are words of
    db.vocabulary. ``forms``, ``topics`` and ``effects_list`` say what was asked (db.form_marks), as
    bits (1 << number), as are ``other_conditions``. ``weeks_held`` is 0, but for a held survey: 1
    from the first publishing day on, and a week more for each that has passed since.
    ``came_back_year`` is 0, but where a group sets how long records are kept: then the year in
    which the member last did something here.
    """

    __tablename__ = "member"
    __table_args__ = _NO_ROWID

    member_key: int = _member_key_column()
    record_key: int = Field(sa_type=BigInteger)
    condition: int = _code_column()
    age_band: int = _code_column()
    sex: int = _code_column()
    sensitivity: int = _code_column()
    joined: int = _code_column()
    answers_for: int = _code_column()
    earlier_try: int = _code_column()
    other_conditions: int = 0
    after_stopping: int = _code_column()
    first_weeks: int = _code_column()
    fading: int = _code_column()
    missed_doses: int = _code_column()
    pain_moved: int = _code_column()
    tiredness_moved: int = _code_column()
    crashes_moved: int = _code_column()
    foggy_thinking_moved: int = _code_column()
    sleep_moved: int = _code_column()
    mood_moved: int = _code_column()
    belly_moved: int = _code_column()
    skin_moved: int = _code_column()
    dizziness_on_standing_moved: int = _code_column()
    stiffness_moved: int = _code_column()
    observed_week: int = _code_column()
    stopped_week: int | None = _code_column(nullable=True)
    stopped_day: int | None = _code_column(nullable=True)
    stop_reason: int = _code_column()
    first_benefit: int = _code_column()
    had_effects: int = _code_column()
    answered_pleasure: bool = False
    pain_before: int | None = _code_column(nullable=True)
    fatigue_before: int | None = _code_column(nullable=True)
    sleep_before: int | None = _code_column(nullable=True)
    mood_before: int | None = _code_column(nullable=True)
    forms: int = _code_column()
    topics: int = 0
    effects_list: int = Field(default=0, sa_type=BigInteger)
    batch: int = _code_column()
    standing: int = Field(default=Standing.counted.value, sa_type=SmallInteger)
    held_for: int = _code_column()
    weeks_held: int = _code_column()
    came_back_year: int = _code_column()
    revision: int = _revision_column()


class DoseStepRow(_MembersTable, table=True):
    """A dose and its time from ``week`` on. ``step_number`` numbers a member's, from 0."""

    __tablename__ = "dose_step"
    __table_args__ = _NO_ROWID

    member_key: int = _member_key_column()
    step_number: int = Field(primary_key=True, sa_type=SmallInteger)
    week: int = _code_column()
    day: int | None = _code_column(nullable=True)
    dose_ug: int
    timing: int = _code_column()
    times: int | None = _code_column(nullable=True)
    how_often: int = _code_column()
    reason: int = _code_column()
    effects_after: int = _code_column()
    benefit_after: int = _code_column()


class PauseRow(_MembersTable, table=True):
    """Weeks without LDN, both included; ``ended_week`` is empty while it lasts."""

    __tablename__ = "pause"
    __table_args__ = _NO_ROWID

    member_key: int = _member_key_column()
    began_week: int = Field(primary_key=True, sa_type=SmallInteger)
    ended_week: int | None = _code_column(nullable=True)


class EpisodeRow(_MembersTable, table=True):
    """One spell of one effect. ``episode`` numbers a member's spells of it, from 0."""

    __tablename__ = "episode"
    __table_args__ = _NO_ROWID

    member_key: int = _member_key_column()
    effect: int = Field(primary_key=True, sa_type=SmallInteger)
    episode: int = Field(primary_key=True, sa_type=SmallInteger)
    before: int = _code_column()
    began_week: int | None = _code_column(nullable=True)
    still_there: bool = True
    ended_week: int | None = _code_column(nullable=True)
    severity: int = _code_column()
    severity_now: int = _code_column()
    helped: int = _code_column()
    hours_after: int = _code_column()


class ReportRow(_MembersTable, table=True):
    """How the member was in one week of use: from the survey, later from check-ins."""

    __tablename__ = "report"
    __table_args__ = _NO_ROWID

    member_key: int = _member_key_column()
    week: int = Field(primary_key=True, sa_type=SmallInteger)
    overall_change: int = _code_column()
    pain: int | None = _code_column(nullable=True)
    fatigue: int | None = _code_column(nullable=True)
    sleep: int | None = _code_column(nullable=True)
    mood: int | None = _code_column(nullable=True)


class ReturnCodeRow(_MembersTable, table=True):
    """HMAC-SHA256 of a return code -> the member it opens; the code itself is nowhere."""

    __tablename__ = "return_code"
    __table_args__ = _NO_ROWID

    code_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    member_key: int = Field(sa_type=BigInteger, unique=True)


class DraftRow(_MembersTable, table=True):
    """A survey that is not handed in yet, as far as it was filled in, under its code's hash.

    ``batch`` is the invite with which it was begun while that was open, 0 for none.
    """

    __tablename__ = "draft"
    __table_args__ = _NO_ROWID

    code_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    step: int = _code_column()
    answers: str = Field(sa_type=Text)
    weeks_left: int = Field(default=DRAFT_WEEKS, sa_type=SmallInteger)
    batch: int = _code_column()
    revision: int = _revision_column()


class DraftTicketRow(_MembersTable, table=True):
    """A browser that may open one draft without its code; days, and no clock time.

    Bound to a draft by its code's hash, never to a record: handing in ends it.
    """

    __tablename__ = "draft_ticket"
    __table_args__ = _NO_ROWID

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    code_hash: bytes = Field(sa_type=LargeBinary(32), index=True)
    days_left: int = _code_column()


class LikenessRow(_MembersTable, table=True):
    """Hashes of parts of a member's answers: two members with the same one answered alike."""

    __tablename__ = "likeness"
    __table_args__ = _NO_ROWID

    likeness: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    member_key: int = _member_key_column()


class InviteRow(_MembersTable, table=True):
    """A batch of invitations: one code for many people, so that it tells nobody apart.

    ``used`` is exact and stays inside, as does ``full_at``: at how many uses nobody can begin with
    it any more, near ``cap`` by lot. ``ends_on`` is a day that leaders set, or None.
    """

    __tablename__ = "invite"

    batch: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    code: str = Field(sa_type=Text, unique=True)
    label: str = Field(sa_type=Text)
    cap: int
    full_at: int
    used: int = 0
    ends_on: str | None = Field(default=None, sa_type=Text)
    closed: bool = False


class SettingRow(_MembersTable, table=True):
    """A setting of the whole store, such as that its members are invented."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)
    revision: int = _revision_column()


class LeaderRow(_MembersTable, table=True):
    """A leader: a hashed passphrase, a sealed secret for one-time codes, the last one used."""

    __tablename__ = "leader"

    name: str = Field(primary_key=True, sa_type=Text)
    passphrase_hash: str = Field(sa_type=Text)
    sealed_secret: bytes
    last_step: int = Field(default=0, sa_type=BigInteger)


class RecoveryCodeRow(_MembersTable, table=True):
    """A one-time code for a leader who lost the telephone, as a keyed hash."""

    __tablename__ = "recovery_code"

    recovery_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    leader: str = Field(sa_type=Text)


class LeaderSessionRow(_MembersTable, table=True):
    """A leader who is signed in; times are seconds since 1970 and about leaders alone."""

    __tablename__ = "leader_session"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    leader: str = Field(sa_type=Text)
    began_at: int = Field(sa_type=BigInteger)
    seen_at: int = Field(sa_type=BigInteger)


class AuditRow(_MembersTable, table=True):
    """What a leader did, to which batch, setting or leader; never to which member.

    Rows are only ever added: the database refuses to change or delete one.
    """

    __tablename__ = "audit"

    entry: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=True))
    happened_at: str = Field(sa_type=Text)
    leader: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    object: str = Field(sa_type=Text)
