import datetime
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlalchemy import create_engine, make_url, text

from dashboard import demo
from dashboard.commands.failures import CommandProblem, failure_sentence
from dashboard.commands.publish import publish_and_say
from dashboard.publishing import builder, publish_edition
from dashboard.publishing import cluster as dask_cluster
from dashboard.publishing.chunks import Totals, sum_of_totals
from dashboard.publishing.cluster import ClusterCannotCount, cluster_counting
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores, open_postgresql, open_stores
from db import catalogue
from db.answers import Survey
from db.counting import cohort
from db.editions import editions
from db.members import hand_in
from db.store import postgresql
from db.store.engine import reading_transaction
from tests.postgresql import Cluster
from tests.visitor import ROOT
from tests.workers import Workers, skip_or_fail, workers

INVENTED, CHUNK, RANGES = 3_000, 200, 15
LOT = LotKey(b"one secret")


@pytest.fixture(scope="module")
def url(postgres: Cluster) -> str:
    """The address of a PostgreSQL with invented members."""
    skip_or_fail()
    url = postgres.new()
    stores = open_postgresql(url)
    demo.fill_with_members(stores.members, INVENTED, seed=5)
    stores.close()
    return url


@pytest.fixture(scope="module")
def database(url: str) -> Iterator[Stores]:
    """That PostgreSQL, open."""
    stores = open_postgresql(url)
    yield stores
    stores.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For all sides, with its key in the same file."""
    return a_certificate(tmp_path_factory.mktemp("tls") / "both.pem")


@pytest.fixture(scope="module")
def two(url: str, certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """Two workers that read it, in a role that may do nothing else."""
    folder = tmp_path_factory.mktemp("workers")
    with workers(as_counter(url), folder, certificate=certificate) as running:
        yield running


def a_certificate(file: Path) -> Path:
    """Signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sweetspot")])
    today = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(today).not_valid_after(today + datetime.timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    file.write_bytes(signed + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file


def as_counter(url: str) -> str:
    """The address for workers: their role is made as docs/growth.md says."""
    page = (ROOT / "docs" / "growth.md").read_text(encoding="utf-8")
    statements = re.findall(r"^    ((?:CREATE ROLE|GRANT) .+;)$", page, flags=re.MULTILINE)
    assert len(statements) == 3
    engine = create_engine(postgresql.database_address(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    return str(make_url(url).set(username="sweetspot_counter"))


def here(stores: Stores) -> Totals:
    """True cells as one process counts them."""
    with reading_transaction(stores.members) as snapshot:
        return builder._count_by_chunk(snapshot, LOT)


def there(stores: Stores, address: str) -> Totals:
    """True cells as the workers count them."""
    with (
        cluster_counting(address, stores.members, CHUNK) as count,
        reading_transaction(stores.members) as snapshot,
    ):
        return count(snapshot, LOT)


def everybody(totals: Totals) -> int:
    return int(totals.cells["who_answered"].people.max())


def assert_same(one: Totals, other: Totals) -> None:
    """Every measure; weights of people and cases in every cell; and people by batch."""
    assert set(one.cells) == set(other.cells) == set(catalogue.MEASURES)
    for name, counts in one.cells.items():
        for field in ("people", "cases"):
            assert np.array_equal(getattr(counts, field), getattr(other.cells[name], field)), name
    assert one.batches.keys() == other.batches.keys() != set()
    for batch, people in one.batches.items():
        for name, words in people.items():
            assert np.array_equal(words, other.batches[batch][name]), name


def test_two_workers_count_the_same_true_cells_digit_for_digit(
    database: Stores, two: Workers
) -> None:
    """3,000 invented members in 15 ranges of keys, beside one process that reads them in order."""
    alone = here(database)
    assert abs(everybody(alone) - INVENTED) < 5 * (0.3 * INVENTED) ** 0.5
    assert_same(alone, there(database, two.address))


def test_a_worker_that_is_killed_half_way_changes_no_cell(
    url: str, database: Stores, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kill -9 after the third of 15 ranges: what it had not handed over is counted by the other."""
    came = []
    counted = dask_cluster._totals_of_ranges

    def killing(*given: object) -> Iterator[Totals]:
        for totals in counted(*given):
            came.append(totals)
            if len(came) == 3:
                os.kill(running.processes[0].pid, signal.SIGKILL)
            yield totals

    monkeypatch.setattr(dask_cluster, "_totals_of_ranges", killing)
    with workers(url, tmp_path, certificate=certificate) as running:
        assert_same(here(database), there(database, running.address))
        assert running.processes[0].wait(30) == -signal.SIGKILL
    assert len(came) == RANGES


def test_workers_see_what_the_publisher_saw_whatever_comes_in_meanwhile(
    database: Stores,
    two: Workers,
    a_survey: Callable[..., Survey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Forty hand in after the snapshot and before the first worker reads: none is counted."""
    before = here(database)
    counted = dask_cluster._totals_of_ranges

    def late(*given: object) -> Iterator[Totals]:
        for _ in range(40):
            hand_in.hand_in(database.members, secrets.token_bytes(32), a_survey())
        return counted(*given)

    monkeypatch.setattr(dask_cluster, "_totals_of_ranges", late)
    assert_same(before, there(database, two.address))
    assert everybody(before) < everybody(here(database)) <= everybody(before) + 2 * 40


def test_the_command_publishes_by_the_cluster_and_no_worker_loads_streamlit(
    url: str, database: Stores, two: Workers
) -> None:
    """``sweetspot publish --scheduler ADDRESS``; a worker needs neither screen nor charts."""
    from distributed import Client

    command = [sys.executable, "-m", "dashboard", "publish", "--now", "--scheduler", two.address]
    environment = {**os.environ, **two.environment, "SWEETSPOT_DATABASE_URL": url}
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    edition = editions.latest_edition(database.editions)
    assert edition is not None
    assert abs(edition.members - INVENTED) <= 250
    with Client(two.address, set_as_default=False) as client:
        loaded = client.run(lambda: sorted(__import__("sys").modules)).values()
    for modules in loaded:
        assert "dashboard.publishing.counting" in modules
        assert not {"streamlit", "plotly", "dashboard.ui"} & set(modules)


def test_nobody_joins_without_a_certificate(
    database: Stores, two: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scheduler, workers and publisher show theirs in every test here; one without it is away."""
    from dask import config as dask_settings

    assert two.address.startswith("tls://")
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 5)
    without = {f"distributed.comm.tls.client.{part}": None for part in ("cert", "key")}
    with dask_settings.set(without), pytest.raises(ClusterCannotCount, match="cluster_away"):
        there(database, two.address)


def test_a_worker_with_another_version_of_the_counting_counts_nothing(
    database: Stores, two: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two versions must never count one edition."""
    monkeypatch.setattr(dask_cluster, "code_fingerprint", lambda: "another")
    with pytest.raises(ClusterCannotCount, match="cluster_failed"):
        there(database, two.address)


@pytest.mark.parametrize(
    "changed",
    ["dashboard/publishing/weights.py", "db/members/held_surveys.py", "db/counting/cohort.py"],
)
def test_a_change_anywhere_in_what_counts_makes_another_version(
    tmp_path: Path, changed: str
) -> None:
    """The packages are fingerprinted whole; the first two were forgotten by a list of files."""
    for package in ("dashboard/publishing", "db"):
        shutil.copytree(ROOT / package, tmp_path / package)
    same = dask_cluster.code_fingerprint(tmp_path)
    (tmp_path / changed).write_text("# another", encoding="utf-8")
    dask_cluster.code_fingerprint.cache_clear()
    assert dask_cluster.code_fingerprint(tmp_path) != same == dask_cluster.code_fingerprint()


def test_a_cluster_that_is_away_is_said_so_before_anything_begins(
    database: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Port 1 of this computer, where nothing listens."""
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(ClusterCannotCount, match="cluster_away"):
        there(database, "tcp://127.0.0.1:1")


def test_a_store_in_files_is_not_spread(folder: Path) -> None:
    """Workers elsewhere cannot reach a file, and connections to it share no snapshot."""
    stores = open_stores(folder)
    with (
        pytest.raises(ClusterCannotCount, match="cluster_needs_postgresql"),
        cluster_counting("tcp://127.0.0.1:1", stores.members) as count,
    ):
        publish_edition(stores, count=count)
    stores.close()


def test_a_command_that_cannot_spread_says_why(
    folder: Path, database: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, a cluster that is away, an app without the extra: a sentence each, no trace."""
    files = open_stores(folder)
    nowhere = "tcp://127.0.0.1:1"
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 1)
    for stores, missing, told in (
        (files, False, "needs the answers in a PostgreSQL"),
        (database, False, "does not answer"),
        (database, True, "needs more than the app does"),
    ):
        if missing:
            monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(CommandProblem) as problem:
            publish_and_say(stores, scheduler=nowhere)
        assert told in failure_sentence(problem.value)
    files.close()


def test_ranges_of_keys_are_read_like_chunks(stores: Stores) -> None:
    """Every member is in one range; all ranges together have the cells of all members."""
    demo.fill_with_members(stores.members, 700, seed=7)
    ranges = cohort.key_ranges(700, 100)
    assert len(ranges) == 7
    assert ranges[0].first == 0 and ranges[-1].last == 2**63 - 1
    assert all(a.last + 1 == b.first for a, b in pairwise(ranges))
    with reading_transaction(stores.members) as connection:
        parts = [cohort.load_chunk(connection, keys) for keys in ranges]
        alone = builder._count_by_chunk(connection, LOT)
    assert all(50 < part.members < 150 for part in parts if part) and all(parts)
    assert_same(alone, sum_of_totals(builder.count_chunk(part, LOT) for part in parts if part))
