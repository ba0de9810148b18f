"""What publishing remembers between editions: builds, and true counts at the last draw.

It stays in the members' database and is read by publishing alone.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from db.counting.builds import coming_build
from db.members.held_surveys import is_counted
from db.store.engine import core_table, writing_transaction
from db.tables import BuildRow, LastDrawRow, Member

ROWS_A_STATEMENT = 20_000
_member, _build, _draw = core_table(Member), core_table(BuildRow), core_table(LastDrawRow)


class Superseded(Exception):
    """Raised where another publisher began a build after this one."""


class Draw(NamedTuple):
    """A cell's true counts when it was last drawn, and the same with the noise of that draw."""

    filters: str
    axis: str
    people: int
    cases: int
    blurred_people: int
    blurred_cases: int


def members_handed_in(connection: Connection) -> int:
    """How many members there are to count: exact, never to leave publishing."""
    counted = select(func.count()).select_from(_member).where(is_counted())
    return int(connection.execute(counted).scalar_one())


def members_changed_since(connection: Connection, edition: int) -> int:
    """Members who are new, changed or erased since an edition was built: exact, as above."""
    last = select(func.max(_build.c.build)).where(_build.c.edition == edition).scalar_subquery()
    new = _member.c.changed_in > last
    changed = select(func.count()).select_from(_member).where(new, is_counted())
    erased = select(func.coalesce(func.sum(_build.c.erased), 0)).where(_build.c.build >= last)
    return int(connection.execute(changed).scalar_one() + connection.execute(erased).scalar_one())


def begin_build(connection: Connection, edition: int) -> int:
    """Note that an edition is being built; what is handed in from now on waits for the next.

    Returns:
        The build's own number: an edition that failed half way is built again under another.
    """
    build = coming_build(connection)
    connection.execute(insert(_build), {"build": build, "edition": edition})
    return build


def read_draws(connection: Connection, measure: str) -> list[Draw]:
    """Every cell of a measure that was drawn before."""
    columns = [_draw.c[name] for name in Draw._fields]
    query = select(*columns).where(_draw.c.measure == measure)
    return [Draw(*found) for found in connection.execute(query)]


def keep_draws(engine: Engine, build: int | None, draws: Iterable[tuple[str, Draw]]) -> None:
    """Remember new draws, replacing those of the same cells, in one transaction.

    Args:
        engine: the members' database.
        build: the build that drew them; None outside a build.
        draws: (measure, draw) pairs.

    Raises:
        Superseded: another build was begun since; nothing was kept.
    """
    values = [{"measure": measure, **draw._asdict()} for measure, draw in draws]
    with writing_transaction(engine) as connection:
        if build is not None and coming_build(connection) != build + 1:
            raise Superseded
        for start in range(0, len(values), ROWS_A_STATEMENT):
            connection.execute(_upsert(engine), values[start : start + ROWS_A_STATEMENT])


def _upsert(engine: Engine) -> Any:
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[engine.dialect.name]
    statement = dialect.insert(_draw)
    counts = ("people", "cases", "blurred_people", "blurred_cases")
    return statement.on_conflict_do_update(
        index_elements=["measure", "filters", "axis"],
        set_={name: statement.excluded[name] for name in counts},
    )
