"""What every test runs under: no network but this machine's own, files in a temporary folder."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection

from tests.world import World, make_world, person
from zwgk.core.actor import Actor
from zwgk.library.upkeep import forget_texts
from zwgk.units.models import Role

_HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None)


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: it sees every way to the network, whatever library goes it."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if not isinstance(address, tuple):
            return
        host = address[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in _HERE:
        raise NetworkBlocked(f"a test tried to reach {host}")


sys.addaudithook(_guard)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Give journeys a database in a file: one in memory is one connection for page and test.

    Two statements at once on a shared connection end in "database table is locked", which no
    user of a file ever sees.
    """
    if connection.vendor == "sqlite" and any(
        item.get_closest_marker("browser") for item in request.session.items
    ):
        path = tmp_path_factory.mktemp("database") / "zwgk.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    for cache in caches.all():
        cache.clear()
    # Hashing passwords slowly protects people, not tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_tables_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Emptying the database after a test with real transactions forgets what Django knows not."""
    marker = request.node.get_closest_marker("django_db")
    real = marker is not None and marker.kwargs.get("transaction")
    if not real and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    forget_texts()


@pytest.fixture
def world(db: None) -> World:
    """The small world of ``tests.world``."""
    return make_world()


@pytest.fixture
def clerk(world: World) -> Actor:
    """Who writes in the town."""
    return person(world.town, Role.OFFICER)


@pytest.fixture
def reviewer(world: World) -> Actor:
    """Who reviews in the town."""
    return person(world.town, Role.REVIEWER)
