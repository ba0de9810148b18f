"""How alembic runs here: on a connection that db.store.engine hands over, one store at a time."""

from alembic import context

from db.editions.tables import editions_metadata
from db.tables import members_metadata

store = context.config.attributes["store"]
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata={"members": members_metadata, "editions": editions_metadata}[store],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
