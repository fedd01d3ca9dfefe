"""Isolation is a law: every URL is opened by everybody, and the answer must be the declared one.

A view that declares no rule fails the walk; so does a URL with an argument that no sample here
covers. The secrets planted in the town's rows may appear on no page of people who must not see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.catalogue.items import publish_item
from tests.catalogue.tables import xlsx
from tests.journeys.public import GUIDE
from tests.records import ready_to_submit
from tests.web.portal import shelf
from tests.world import World, make_world, person, user_of
from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Participation, Task
from zwgk.carriers import actions as carriers
from zwgk.carriers.making import make_file
from zwgk.carriers.screens import playlist, setting_up, slogans
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue import imports as catalogue_imports
from zwgk.catalogue.columns import Columns
from zwgk.core import files
from zwgk.core.actor import Permission
from zwgk.desk import actions as desk
from zwgk.desk import passes, ratings
from zwgk.desk.models import Desk, DeskShare, TallyPhoto, Visit
from zwgk.enquiries import actions as enquiries
from zwgk.enquiries.models import ItemFeedback
from zwgk.figures import actions as figures
from zwgk.library import imports
from zwgk.library.masking.whole import publish_summary
from zwgk.library.models import Sample
from zwgk.selfcheck import actions as selfcheck
from zwgk.summaries import actions as summaries
from zwgk.summaries import drafts, photos, reviewing, snapshots
from zwgk.summaries.models import Revision
from zwgk.summaries.uploads import actions as uploads
from zwgk.units import actions as units
from zwgk.units.models import Membership, Role
from zwgk.units.roles import ROLE_PERMISSIONS
from zwgk.web.shared.access import AccessRule, Audience

pytestmark = pytest.mark.django_db

SECRET = "柳河镇内部秘密"
# What a draft, a record or a plan says is nobody else's business until it is submitted.
OK = (200, 302, 422)


@dataclass
class Scene:
    """The town with one of everything, and a value for every URL argument."""

    world: World
    samples: dict[tuple[str, str], Any] = field(default_factory=dict)


@pytest.fixture
def scene() -> Scene:
    world = make_world()
    part, by, head = ready_to_submit(world), person(world.town), person(world.city)
    outside = ("a.txt", f"{SECRET}总结\n{SECRET * 9}。".encode())
    upload = uploads.receive(world.campaign, [outside], by=by, participation=part)[0]
    said = drafts.comment(part, passage=SECRET, text=SECRET, by=by)
    own_photo = photos.add_photo(part, shelf.photo(), name="a.jpg", caption="现场", by=by)
    photos.choose_annexes(part, table=False, charts=False, photos=True, by=by)
    submission = summaries.submit(part, by=by)
    summaries.accept_submission(submission, by=head)
    shared = _joint_desk(world)
    frozen = snapshots.freeze(world.campaign, world.town, by=head)
    praised = reviewing.praise(submission, why="做法具体", by=head)
    publication = publish_summary(
        submission, by=person(world.city, Role.REVIEWER), confirmed_by=head, keep_doubts=True
    )
    declared = figures.declare(part, kind="online_views", value=7, basis=SECRET, by=by)
    desk.record_visit(world.desk, people=1, matter=SECRET, by=by)
    campaigns.add_meeting(part, title=SECRET, held_on=part.starts_on, by=by)
    member = campaigns.add_group_member(part, position="member", name=SECRET, post="书记", by=by)
    own_task = campaigns.add_task(part, title=SECRET, by=by)
    department = desk.add_department(world.desk, name="第二服务窗口", by=by)
    Revision.objects.create(
        participation=part, number=99, title=SECRET, sections=[], note="", saved_by="甲"
    )
    kept = files.store(
        SECRET.encode(), name="a.txt", content_type="text/plain", unit_id=world.town.pk, by=by
    )
    draft = campaigns.draft_notice(world.campaign, title=SECRET, body="正文", by=by)
    item = catalogue.create_item(Columns(name=SECRET), by=by)
    carrier = carriers.plan_carrier(
        kind="banner", size="cloth", title=SECRET, width=8000, height=700, by=by
    )
    make_file(carrier, by=by, address=lambda item: "")
    slogan = slogans.propose_slogan(text=SECRET, by=by)
    screen = setting_up.set_up_screen(name="屏", place=SECRET, width=1024, height=192, by=by)
    playlist.add_entry(screen, kind="slogan", slogan=slogan, by=by)
    enquiry, _ = enquiries.ask(unit=world.town, topic=SECRET, question=SECRET)
    batch = imports.start([("a.txt", f"{SECRET}总结\n{SECRET * 9}。".encode())], name=SECRET, by=by)
    imports.step(batch, by=by)
    offered = files.store(
        b"a", name="b.txt", content_type="text/plain", unit_id=world.town.pk, by=by
    )
    guide = shelf.guide(
        world, files=[{"id": str(offered.pk), "name": "样表", "file": "b.txt", "size": 1}]
    )
    public_sample = Sample.objects.get(submission_id=submission.pk)
    part_id = {"pk": part.pk}
    now = timezone.now()
    record_pass = passes.issue(
        part, kind="record", desk=world.desk, by=by, valid_from=now - timedelta(hours=1),
        valid_until=now + timedelta(hours=1),
    )  # fmt: skip
    kiosk_pass = passes.issue(
        part, kind="kiosk", desk=world.desk, by=by, valid_from=now - timedelta(hours=1),
        valid_until=now + timedelta(hours=1),
    )  # fmt: skip
    # Visitors rate while the desk is open.
    type(world.desk).objects.filter(pk=world.desk.pk).update(
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1)
    )
    phone, _ = passes.enter(
        passes.token_of(record_pass), device=uuid4(), name=SECRET, about="", version="1"
    )
    photo = TallyPhoto.objects.create(id=uuid4(), desk=world.desk, device=phone, file=kept)
    api_key, _ = units.issue_api_key(name=SECRET, expires_on=timezone.localdate(), by=by)
    by_name: dict[str, dict[str, Any]] = {
        "manage:campaign": {"slug": "day"}, "manage:notice-new": {"slug": "day"},
        "manage:rollup": {"slug": "day"}, "manage:rollup-export": {"slug": "day"},
        "manage:rollup-kind": {"slug": "day", "kind": "visitors"},
        "manage:rollup-chart": {"slug": "day", "kind": "visitors", "form": "svg"},
        "manage:rollup-compare": {"slug": "day"}, "manage:praises": {"slug": "day"},
        "manage:praises-export": {"slug": "day", "form": "xlsx"},
        "manage:praise-delete": {"pk": praised.pk},
        "manage:rollup-archive": {"slug": "day"}, "manage:branch-draft": {"slug": "day"},
        "manage:branch-draft-download": {"slug": "day", "form": "docx"},
        "manage:submission-xlsx": {"pk": submission.pk},
        "manage:notice": {"pk": world.notice.pk},
        "manage:notice-download": {"pk": world.notice.pk, "form": "docx"},
        "manage:notice-edit": {"pk": draft.pk}, "manage:notice-issue": {"pk": draft.pk},
        "manage:group-delete": {"pk": member.pk},
        "manage:meeting-delete": {"pk": part.meetings.last().pk},
        "manage:task-delete": {"pk": own_task.pk},
        "manage:file": {"pk": kept.pk},
        "manage:desk-change": {"pk": world.desk.pk}, "manage:carrier-new": {"kind": "banner"},
        "manage:carrier-look": {"pk": carrier.pk, "page": 1},
        "manage:department-add": {"pk": world.desk.pk},
        "manage:department-delete": {"pk": department.pk},
        "manage:role-delete": {"pk": Membership.objects.filter(unit=world.town)[0].pk},
        "manage:figure-records": {"pk": part.pk, "kind": "visitors"},
        "manage:figure-retract": {"pk": declared.pk},
        "manage:summary-download": {"pk": part.pk, "form": "docx"},
        "manage:revision": {"pk": Revision.objects.get(number=99).pk},
        "manage:revision-restore": {"pk": Revision.objects.get(number=99).pk},
        "manage:revision-mend": {"pk": Revision.objects.get(number=99).pk},
        "manage:submission-file": {"pk": submission.pk, "form": "docx"},
        "manage:submitted-figure": {"pk": submission.pk, "kind": "visitors"},
        "manage:desk-passes": {"pk": world.desk.pk}, "manage:desk-import": {"pk": world.desk.pk},
        "manage:pass-issue": {"pk": world.desk.pk, "kind": "record"},
        "manage:pass-print": {"pk": record_pass.pk}, "manage:pass-revoke": {"pk": record_pass.pk},
        "manage:tally-photo": {"pk": photo.pk},
        "manage:ratings": {"pk": world.desk.pk}, "manage:rating-slips": {"pk": world.desk.pk},
        "manage:rating-poster": {"pk": world.desk.pk},
        "intake:rate-slip": {"token": ratings.new_tokens(world.desk, 1)[0]},
        "intake:rate-poster": {"poster": ratings.poster_of(world.desk)},
        "intake:rate-kiosk": {"token": passes.token_of(kiosk_pass)},
        "desk:desk": {"pk": world.desk.pk}, "desk:record": {"pk": world.desk.pk, "kind": "visit"},
        "desk:material": {"pk": world.desk.pk},
        "portal:summary": {"pk": publication.pk},
        "portal:download": {"pk": publication.pk, "form": "docx"},
        "portal:guide": {"pk": guide.pk}, "portal:guide-data": {"pk": guide.pk},
        "portal:guide-file": {"pk": guide.pk, "number": offered.pk},
        "portal:answer": {"pk": shelf.answer(world).pk},
        "portal:notice": {"pk": shelf.notice(world).pk},
        "portal:collection": {"slug": "summaries"}, "portal:calendar": {"slug": "day"},
        "portal:edition": {"slug": "day"}, "portal:figures-data": {"slug": "day", "form": "csv"},
        "portal:dictionary-data": {"form": "csv"}, "portal:feed": {"kind": "summaries"},
        "portal:sitemap-part": {"number": 1},
        "manage:uploads": {"slug": "day"}, "manage:upload-own": part_id,
        "manage:api-key-revoke": {"pk": api_key.pk},
        "api:get_publication": {"id": publication.pk}, "api:get_submission": {"id": submission.pk},
        "api:get_ledger": {"id": part.pk}, "api:get_rollup": {"slug": "day"},
        "api:list_desks": {"slug": "day"}, "api:get_campaign_figures": {"slug": "day"},
        "api:verify_file": {"sha256": submission.docx.sha256},
        "api:put_desk_photo": {"id": photo.pk},
    }  # fmt: skip
    for name in ("", "-cut", "-readmit"):
        by_name[f"manage:device{name}"] = {"pk": phone.pk}
    wall_pass = passes.issue(
        part, kind="wall", by=by, valid_from=now - timedelta(hours=1),
        valid_until=now + timedelta(hours=1),
    )  # fmt: skip
    for name in ("", "-data", "-events"):
        by_name[f"desk:wall{name}"] = {"token": passes.token_of(wall_pass)}
        by_name[f"desk:wall-own{name}"] = part_id
    for name in ("", "-drop", "-file"):
        by_name[f"manage:upload{name}"] = {"pk": upload.pk}
    task = Task.objects.filter(participation=part, key="photos_kept").get()
    for name in ("task", "task-assign", "task-reopen", "task-skip"):
        by_name[f"manage:{name}"] = {"pk": task.pk}
    for name in ("snapshots", "snapshot-make", "compare-item"):
        by_name[f"manage:{name}"] = {"slug": "day"}
    by_name["manage:snapshot"] = {"pk": frozen.pk}
    by_name["manage:snapshot-export"] = {"pk": frozen.pk, "form": "json"}
    by_name["manage:desk-share"] = {"pk": world.desk.pk}
    by_name["manage:share-decline"] = {"pk": shared.pk}
    for name in ("autosave", "drop", "merge", "versions", "comment"):
        by_name[f"manage:summary-{name}"] = part_id
    by_name["manage:comment-resolve"] = {"pk": said.pk}
    for name in ("photos", "photos-add", "photos-take", "photos-annexes"):
        by_name[f"manage:{name}"] = part_id
    by_name["manage:photos-report"] = part_id | {"form": "docx"}
    for name in ("", "-move", "-delete"):
        by_name[f"manage:photo{name}"] = {"pk": own_photo.pk}
    pictured = submission.content["attachments"][0]["blocks"][0]["file"]
    by_name["manage:submission-picture"] = {"pk": submission.pk, "file": pictured}
    for name in ("", "-accept", "-revoke", "-remind"):
        by_name[f"manage:queue{name}"] = {"slug": "day"}
    for name in (
        "",
        "-withdraw",
        "-accept",
        "-return",
        "-publish",
        "-unpublish",
        "-revoke",
        "-praise",
    ):
        by_name[f"manage:submission{name}"] = {"pk": submission.pk}
    for name in ("-edit", "-approve", "-return", "-delete"):
        by_name[f"manage:slogan{name}"] = {"pk": slogan.pk}
    for name in ("", "-edit", "-add", "-playlist", "-preview", "-data", "-revoke", "-renew",
                 "-delete"):  # fmt: skip
        by_name[f"manage:screen{name}"] = {"pk": screen.pk}
    by_name["manage:stock"] = by_name["manage:stock-export"] = part_id
    by_name["manage:stock-edit"] = {"pk": world.material.pk}
    for name in ("player", "data", "beat"):
        by_name[f"screen:{name}"] = {"token": setting_up.token_of(screen)}
    for name in ("", "-edit", "-make", "-file", "-delete"):
        by_name[f"manage:carrier{name}"] = {"pk": carrier.pk}
    for name in (
        "", "-edit", "-submit", "-approve", "-return", "-withdraw", "-correct", "-file-add",
        "-remark", "-history", "-compare", "-feedback",
    ):  # fmt: skip
        by_name[f"manage:item{name}"] = {"pk": item.pk}
    by_name["manage:item-restore"] = {"pk": item.pk, "number": 1}
    item_file = catalogue.add_file(item, name=SECRET, data=b"a", file_name="a.pdf", by=by)
    brought = catalogue_imports.start(xlsx([["事项名称"], [SECRET]]), name=SECRET, by=by)
    for name in ("", "-step", "-wrong", "-file", "-decide"):
        by_name[f"manage:items-import{name}"] = {"pk": brought.pk}
    by_name["manage:items-import-decide"]["what"] = "confirm"
    for name in ("item-file", "item-file-remove"):
        by_name[f"manage:{name}"] = {"pk": item.pk, "number": item_file.pk}
    check = selfcheck.begin_run(part, by=by)
    selfcheck.step(check, by=by)
    for name in ("", "-run", "-step", "-assign", "-justify", "-finish", "-reopen", "-file"):
        by_name[f"manage:selfcheck{name}"] = part_id | {"form": "xlsx"}
    by_name["manage:selfcheck-item"] = {"pk": check.lines.get(item=item).pk}
    said_of_it = ItemFeedback.objects.create(
        item=item, version=1, verdict="error", words=SECRET, once="isolation-1"
    )
    by_name["manage:item-feedback-settle"] = {"pk": item.pk, "number": said_of_it.pk}
    public_item = publish_item(catalogue.create_item(GUIDE, by=by), world.town)
    number = {"number": int(public_item.source.removeprefix("item:"))}
    by_name["intake:feedback"] = by_name["intake:feedback-thanks"] = number
    catalogue.submit_item(item, by=by)
    item_remark = catalogue.add_remark(item, column="name", text=SECRET, by=by)
    by_name["manage:item-remark-settle"] = {"pk": item.pk, "number": item_remark.pk}
    for name in ("batch", "step"):
        by_name[f"manage:library-{name}"] = {"pk": batch.pk}
    for name in (
        "", "-prepare", "-decide", "-add", "-keep", "-propose", "-confirm", "-return",
        "-withdraw", "-recommend", "-compare", "-discard",
    ):  # fmt: skip
        by_name[f"manage:sample{name}"] = {"pk": public_sample.pk}
    for name in (
        "", "-answer", "-return", "-approve", "-close", "-spam", "-reopen", "-publish",
        "-unpublish", "-assign", "-tell",
    ):  # fmt: skip
        by_name[f"manage:enquiry{name}"] = {"pk": enquiry.pk}
    visit = Visit.objects.filter(matter=SECRET).get()
    for name in ("entry", "undo", "restore"):
        by_name[f"desk:{name}"] = {"kind": "visit", "pk": visit.pk}
    for name in (
        "participation", "acknowledge", "plan", "group-add", "meeting-add", "tasks", "task-add",
        "desks", "passes", "passes-issue", "passes-print", "pass-wall", "devices", "desk-add",
        "material-add", "figures", "figure-declare", "summary",
        "summary-compose", "summary-preview", "summary-submit", "summary-check", "outline",
    ):  # fmt: skip
        by_name[f"manage:{name}"] = part_id
    samples = {(name, key): value for name, kw in by_name.items() for key, value in kw.items()}
    return Scene(world, samples)


def _joint_desk(world: World) -> DeskShare:
    """The town takes part at a desk of the zone's."""
    held = Desk.objects.create(
        participation=world.zone_part, name="联合台", place="广场", opens_at=timezone.now(),
        closes_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    share: DeskShare = DeskShare.objects.create(
        desk=held, participation=world.town_part, added_by="甲"
    )
    return share


KEY_RULE = AccessRule(Audience.API_KEY, None)
PHONE_RULE = AccessRule(Audience.DEVICE, None)


@dataclass(frozen=True)
class Page:
    """One URL of the map."""

    name: str
    view: Any
    arguments: tuple[str, ...]

    @property
    def rule(self) -> AccessRule:
        rule: AccessRule = self.view.access_rule
        return rule


def _walk(resolver: URLResolver, namespace: str = "") -> Iterator[Page]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace == "admin":
                continue
            yield from _walk(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield Page(f"{namespace}{entry.name}", entry.callback, tuple(entry.pattern.converters))


WALKED = list(_walk(get_resolver()))
# What only programs with a unit's key may read: no session opens it (tests/web/api has the keys).
KEYED = [p for p in WALKED if getattr(p.view, "access_rule", None) == KEY_RULE]
# What phones at a desk send and read, with keys of their own.
OF_PHONES = [p for p in WALKED if getattr(p.view, "access_rule", None) == PHONE_RULE]
PAGES = [page for page in WALKED if page not in [*KEYED, *OF_PHONES]]


def test_every_view_declares_its_rule() -> None:
    undeclared = [page.name for page in PAGES if not hasattr(page.view, "access_rule")]
    assert undeclared == []
    assert len(PAGES) > 60


def test_every_url_argument_has_a_sample(scene: Scene) -> None:
    missing = [
        f"{page.name} needs a sample for {argument!r} in tests/test_isolation.py"
        for page in WALKED
        for argument in page.arguments
        if (page.name, argument) not in scene.samples
    ]
    assert missing == []


def _url(page: Page, scene: Scene) -> str:
    return reverse(page.name, kwargs={a: scene.samples[page.name, a] for a in page.arguments})


def _signed_in(unit: Any, *roles: Role) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user_of(person(unit, *roles)))
    return client


def _answers(page: Page, scene: Scene, client: Client) -> list[tuple[int, str]]:
    """Status and body of a GET and of an empty POST."""
    url = _url(page, scene)
    found = []
    for response in (client.get(url), client.post(url)):
        streamed = getattr(response, "streaming", False)
        body = "" if streamed else response.content.decode("utf-8", "ignore")
        found.append((response.status_code, body))
        # Closing the response would close the test's own connection to PostgreSQL as well.
        if file := getattr(response, "file_to_stream", None):
            file.close()
    return found


# The last visit of a person; which public documents were handed out.
_FREE = ("units.User", "library.IssuedDocument")


def _snapshot() -> dict[str, list[Any]]:
    """Every row of every table of ours, but the audit log, to see that nothing changed."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("zwgk.") and model._meta.label not in _FREE
    }


def test_anonymous_people_see_public_pages_only(scene: Scene) -> None:
    before = _snapshot()
    for page in PAGES:
        for status, body in _answers(page, scene, Client()):
            assert SECRET not in body, page.name
            if page.rule.audience is Audience.PUBLIC:
                assert status in (*OK, 405), (page.name, status)
            else:
                assert status == 302, (page.name, status)
                assert "秘密" not in body
    assert _snapshot() == before


def test_no_session_opens_what_is_read_with_a_key(scene: Scene) -> None:
    world = scene.world
    everybody = (world.town, world.zone, world.city, world.other_city)
    for client in (Client(), *(_signed_in(unit) for unit in everybody)):
        before = _snapshot()
        for page in KEYED:
            answers = _answers(page, scene, client)
            assert [status for status, _ in answers] == [401, 405], page.name
            assert SECRET not in "".join(body for _, body in answers), page.name
        assert _snapshot() == before


def test_no_session_opens_what_phones_send_and_read(scene: Scene) -> None:
    told = {
        "api:enter_desk": [405, 400], "api:post_desk_entries": [405, 401],
        "api:put_desk_photo": [405, 405], "api:get_desk_totals": [401, 405],
        "api:get_desk_reference": [401, 405],
    }  # fmt: skip
    assert {page.name for page in OF_PHONES} == told.keys()
    world = scene.world
    everybody = (world.town, world.zone, world.city, world.other_city)
    for client in (Client(), *(_signed_in(unit) for unit in everybody)):
        before = _snapshot()
        for page in OF_PHONES:
            answers = _answers(page, scene, client)
            assert [status for status, _ in answers] == told[page.name], page.name
            assert SECRET not in "".join(body for _, body in answers), page.name
        put = client.put(_url(next(p for p in OF_PHONES if "photo" in p.name), scene))
        assert put.status_code == 401
        assert _snapshot() == before


@pytest.mark.parametrize("who", ["sibling", "unrelated"])
def test_foreign_units_reach_nothing_of_the_town(scene: Scene, who: str) -> None:
    unit = scene.world.zone if who == "sibling" else scene.world.other_city
    open_to_all = {Audience.PUBLIC, Audience.SIGNED_IN}
    # The unrelated city has none above it either.
    open_to_all.add(Audience.PARTICIPANTS if who == "sibling" else Audience.TOP)
    client = _signed_in(unit)
    for page in PAGES:
        if page.name in ("logout", "manage:campaign-new", "manage:unit-add", "manage:health-run"):
            continue
        before = _snapshot()
        for status, body in _answers(page, scene, client):
            assert SECRET not in body, page.name
            if page.rule.audience not in open_to_all:
                assert status in (404, 405), (page.name, status)
        assert _snapshot() == before, page.name


def test_a_superior_sees_what_was_submitted_and_nothing_else(scene: Scene) -> None:
    client = _signed_in(scene.world.city)
    shared = {Audience.SUBTREE, Audience.PARTICIPANTS, Audience.PUBLIC, Audience.SIGNED_IN}
    shared |= {Audience.SUPERIOR, Audience.TOP}
    for page in PAGES:
        if page.name in ("logout", "manage:role-delete"):
            continue
        get, post = _answers(page, scene, client)
        assert SECRET not in get[1] + post[1], page.name
        if page.rule.audience in shared:
            assert get[0] in (*OK, 405), (page.name, get[0])
            assert post[0] in (*OK, 405), (page.name, post[0])
        else:
            assert get[0] in (404, 405), (page.name, get[0])
            assert post[0] == 404, (page.name, post[0])


def test_the_unit_itself_opens_its_own_pages(scene: Scene) -> None:
    client = _signed_in(scene.world.town)
    for page in PAGES:
        if page.name == "logout" or page.rule.audience in (Audience.SUPERIOR, Audience.TOP):
            continue
        status = client.get(_url(page, scene)).status_code
        assert status in (*OK, 405), (page.name, status)


def test_a_role_without_the_permission_is_refused(scene: Scene) -> None:
    """For each permission a page names, a person of the unit whose role lacks it gets a 403."""
    before = _snapshot()
    lacking = {
        permission: next(role for role in Role if permission not in ROLE_PERMISSIONS[role])
        for permission in Permission
    }
    for page in PAGES:
        if page.rule.permission is None:
            continue
        client = _signed_in(scene.world.town, lacking[page.rule.permission])
        before = _snapshot()
        for status, body in _answers(page, scene, client):
            assert status == 403, (page.name, status)
            assert "没有这项权限" in body
        assert _snapshot() == before, page.name


def test_drafts_stay_with_their_unit_until_submitted(world: World) -> None:
    part = ready_to_submit(world)
    superior = person(world.city)
    assert Participation.objects.visible_to(superior).filter(pk=part.pk).exists()
    assert not Revision.objects.visible_to(superior).exists()
    assert not Visit.objects.visible_to(superior).exists()
    assert Revision.objects.visible_to(person(world.town)).exists()
