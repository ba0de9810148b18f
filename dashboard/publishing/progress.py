"""Before the first edition: roughly how many there are, once a publishing day, by a lot of its own.

In steps of ten, so that a page says "about 20" and never when the twentieth came.
"""

import secrets

from dashboard.publishing.blurring import count_noise
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stores import Stores
from db.counting import cohort
from db.editions import editions
from db.editions.editions import EditionProgress
from db.members import hand_in
from db.store.engine import reading_transaction
from db.thresholds import THRESHOLD

STEP, HIGHEST = 10, 30


def tell_progress(stores: Stores) -> None:
    """Write how many there are into the edition store: 0 (under 20), 20 or 30."""
    secret = secrets.token_bytes(SECRET_BYTES)
    with reading_transaction(stores.members) as connection:
        keys = cohort.load_record_keys(connection)
    people = int(LotKey(secret).weights(keys).sum()) + count_noise(secret, "progress")
    told = min(HIGHEST, people // STEP * STEP) if people >= THRESHOLD else 0
    invented = hand_in.are_invented(stores.members)
    editions.write_progress(stores.edition_writer, EditionProgress(told, invented))
