"""The tables of the edition store. Nothing in them knows a member."""

from sqlalchemy import MetaData, Text
from sqlmodel import Field, SQLModel

editions_metadata = MetaData()


class EditionRow(SQLModel, table=True):
    """One row an edition; ``members`` is a published number, in steps.

    ``rule``, ``groups``, ``day_number`` and ``older_forms``: see ``db.editions.heads.Edition``.
    """

    metadata = editions_metadata
    __tablename__ = "edition"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    published_on: str = Field(sa_type=Text)
    members: int
    invented: bool = False
    checksum: str = Field(sa_type=Text)
    rule: int = 1
    groups: int = 1
    day_number: int = 0
    older_forms: str = Field(default="", sa_type=Text)


class CellRow(SQLModel, table=True):
    """One published cell: of these people, how many are cases."""

    metadata = editions_metadata
    __tablename__ = "cell"
    __table_args__ = {"sqlite_with_rowid": False}

    edition: int = Field(primary_key=True)
    measure: str = Field(primary_key=True, sa_type=Text)
    filters: str = Field(primary_key=True, sa_type=Text)
    axis: str = Field(primary_key=True, sa_type=Text)
    people: int
    cases: int


class ContrastSumsRow(SQLModel, table=True):
    """One standardised difference as its sums over strata: see ``EditionContrast``."""

    metadata = editions_metadata
    __tablename__ = "contrast_sums"
    __table_args__ = {"sqlite_with_rowid": False}

    edition: int = Field(primary_key=True)
    contrast: str = Field(primary_key=True, sa_type=Text)
    filters: str = Field(primary_key=True, sa_type=Text)
    axis: str = Field(primary_key=True, sa_type=Text)
    people: int
    cases_first: int
    cases_second: int
    variance: int


class EarlierContrastRow(SQLModel, table=True):
    """A difference in points of 100, with its 95 % bounds: of editions before sums were published.

    Nothing is written here any more.
    """

    metadata = editions_metadata
    __tablename__ = "contrast"
    __table_args__ = {"sqlite_with_rowid": False}

    edition: int = Field(primary_key=True)
    contrast: str = Field(primary_key=True, sa_type=Text)
    filters: str = Field(primary_key=True, sa_type=Text)
    axis: str = Field(primary_key=True, sa_type=Text)
    points: int
    low: int
    high: int
    people_first: int
    people_second: int
    points_first: int
    points_second: int


class HouseRow(SQLModel, table=True):
    """One row: the random name that the members' store has, too (``db.store.house``)."""

    metadata = editions_metadata
    __tablename__ = "house"

    name: str = Field(primary_key=True, sa_type=Text)


class ProgressRow(SQLModel, table=True):
    """Before the first edition: how many have handed in, roughly. One row, numbered 1."""

    metadata = editions_metadata
    __tablename__ = "progress"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    members: int
    invented: bool = False
