"""A Python client, generated from the document, used against the running server."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from tests.desk.phones import new_pass, visit
from tests.records import submitted
from tests.web.api.conftest import bearer, published
from tests.world import make_world
from zwgk.desk import passes
from zwgk.web.api.interface import api

pytestmark = pytest.mark.django_db(transaction=True)

PACKAGE = "generated_zwgk_client"
# No hooks: the formatter need not run for code that nobody reads. It knows no photos.
CONFIG = """post_hooks: []
content_type_overrides:
  image/jpeg: application/octet-stream
  image/png: application/octet-stream
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The client's package; nothing of it is kept."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(api.get_openapi_schema()), encoding="utf-8")
    (folder / "config.yml").write_text(CONFIG, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--path", "openapi.json",
         "--config", "config.yml", "--meta", "none", "--output-path", PACKAGE,
         "--fail-on-warning"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    sys.path.insert(0, str(folder))
    yield importlib.import_module(PACKAGE)
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


def _operation(group: str, name: str) -> Any:
    return importlib.import_module(f"{PACKAGE}.api.{group}.{name}")


def test_public_data_through_the_client(generated: ModuleType, live_server: LiveServer) -> None:
    row = published(make_world(), 1)
    get = _operation("public", "get_publication")
    with generated.Client(base_url=live_server.url) as client:
        listed = _operation("public", "list_publications").sync(client=client, year=2026, limit=5)
        one = get.sync(client=client, id=UUID(listed.items[0].id))
        missing = get.sync_detailed(client=client, id=uuid4())
    assert [item.title for item in listed.items] == [row.title]
    assert listed.next_ is None
    assert one.paragraphs[0].text == "一、总体情况"
    assert one.dated_on == row.dated_on
    assert (missing.status_code, missing.parsed.title) == (404, "没有找到")


def test_a_units_data_through_the_client(generated: ModuleType, live_server: LiveServer) -> None:
    world = make_world()
    submission = submitted(world)
    token = bearer(world.town)["Authorization"].removeprefix("Bearer ")
    submissions, get = _operation("unit", "list_submissions"), _operation("unit", "get_submission")
    with generated.AuthenticatedClient(base_url=live_server.url, token=token) as own:
        [item] = submissions.sync(client=own).items
        one = get.sync(client=own, id=item.id)
        missing = get.sync_detailed(client=own, id=item.id + 1)
    with generated.AuthenticatedClient(base_url=live_server.url, token="zwgk_wrong") as wrong:
        refused = submissions.sync_detailed(client=wrong)
    assert (item.id, item.unit.code) == (submission.pk, "town")
    assert one.files[0].sha256 == submission.docx.sha256
    assert (missing.status_code, missing.parsed.status) == (404, 404)
    assert (refused.status_code, refused.parsed.title) == (401, "需要接口密钥")


def test_a_phone_syncs_through_the_client(generated: ModuleType, live_server: LiveServer) -> None:
    world = make_world()
    models = importlib.import_module(f"{PACKAGE}.models")
    entered = _operation("desk", "enter_desk")
    token = passes.token_of(new_pass(world))
    with generated.Client(base_url=live_server.url) as nobody:
        body = models.EnterIn(token=token, device=uuid4(), name="登记员甲")
        seat = entered.sync(client=nobody, body=body)
        refused = entered.sync(client=nobody, body=models.EnterIn("x", uuid4(), "登记员甲"))
    assert (seat.desk.name, refused.code) == (world.desk.name, "pass_unknown")
    batch = models.EntriesIn.from_dict(
        {"sent_at": timezone.now().isoformat(), "entries": [visit(3), visit(0)]}
    )
    with generated.AuthenticatedClient(base_url=live_server.url, token=seat.key) as phone:
        told = _operation("desk", "post_desk_entries").sync(client=phone, body=batch)
        totals = _operation("desk", "get_desk_totals").sync(client=phone)
    assert [(row.state.value, row.code) for row in told.results] == [
        ("kept", ""), ("refused", "invalid")
    ]  # fmt: skip
    assert told.totals.desk.visitors == totals.site.visitors == 3
