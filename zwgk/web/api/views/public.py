"""Public data: read by everybody, without a key. Reaches the library only."""

import uuid
from dataclasses import replace
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from ninja.errors import Throttled

from zwgk.kinds import KINDS
from zwgk.library import queries, queries_api, searching
from zwgk.search.model import Query as Question
from zwgk.web.api.limits import AddressThrottle
from zwgk.web.api.schemas import public as out
from zwgk.web.api.schemas.paging import Paging, page
from zwgk.web.shared import turns

BUSY = 3  # seconds after which a crowd of searches has had its turns

router = Router(tags=["public"], throttle=[AddressThrottle()])

Id = Annotated[uuid.UUID, Path(description="公开件编号")]
CampaignSlug = Annotated[
    str, Path(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$", description="活动编号，见“活动”接口")
]
Sha256 = Annotated[
    str, Path(pattern=r"^[0-9a-fA-F]{64}$", description="文件的 SHA-256 值，64 位十六进制数")
]


@router.get(
    "/publications", response=out.PublicationPage, summary="公开件",
    description=(
        "活动总结、办事指南、公开答复和通知公告的列表，可以筛选，内容均已隐去个人信息。"
        "指定类别或栏目时按公开时间从新到旧排列，否则按更新时间从新到旧排列。"
    ),
)  # fmt: skip
def list_publications(
    request: HttpRequest, asked: Query[out.PublicationFilters]
) -> out.PublicationPage:
    """Publications, newest first, or by the time of change."""
    filters = queries.Filters(
        edition=asked.edition, year=asked.year, level=asked.level, region=asked.region,
        theme=asked.theme,
    )  # fmt: skip
    rows = queries_api.publications(
        filters, kind=asked.kind or "", shelf=asked.collection, since=asked.updated_since
    )
    return page(out.PublicationPage, rows, out.PublicationItem.of, request, asked)


@router.get(
    "/publications/{id}", response=out.PublicationOut, summary="一份公开件",
    description="公开件的正文、数据和专用内容。已撤下的按没有找到回答。",
)  # fmt: skip
def get_publication(request: HttpRequest, id: Id) -> out.PublicationOut:
    """One publication in full."""
    found = queries.publication(id)
    if found is None:
        raise Http404
    return out.PublicationOut.of(found)


@router.get(
    "/collections", response=out.CollectionPage, summary="栏目",
    description="有公开内容的栏目和其中公开件的数量。",
)  # fmt: skip
def list_collections(request: HttpRequest, asked: Query[Paging]) -> out.CollectionPage:
    """The collections that hold something."""
    return page(out.CollectionPage, queries.collections(), out.CollectionOut.of, request, asked)


@router.get(
    "/campaigns", response=out.CampaignPage, summary="活动",
    description="在门户公布的各届活动，时间近的在前。",
)  # fmt: skip
def list_campaigns(request: HttpRequest, asked: Query[Paging]) -> out.CampaignPage:
    """Public campaigns."""
    return page(out.CampaignPage, queries.public_campaigns(), out.CampaignOut.of, request, asked)


@router.get(
    "/campaigns/{slug}/desks", response=out.DeskPage, summary="一次活动的咨询台",
    description="咨询台的地点、时间和到场部门。",
)  # fmt: skip
def list_desks(request: HttpRequest, slug: CampaignSlug, asked: Query[Paging]) -> out.DeskPage:
    """Where citizens can go."""
    _campaign(slug)
    return page(out.DeskPage, queries.public_desks(slug), out.DeskOut.of, request, asked)


@router.get(
    "/campaigns/{slug}/figures", response=out.EditionFigures, summary="一次活动的数据",
    description="已公开总结的各项数据合计；比率按分子、分母合计重新计算。",
)  # fmt: skip
def get_campaign_figures(request: HttpRequest, slug: CampaignSlug) -> out.EditionFigures:
    """The figures of an edition."""
    _campaign(slug)
    items = [out.EditionFigureOut.of(row) for row in queries.edition_figures(slug)]
    return out.EditionFigures(campaign=slug, items=items)


@router.get(
    "/figure-kinds", response=out.FigureKinds, summary="指标（数据字典）",
    description="全部指标的编号、名称、量词和统计口径。",
)  # fmt: skip
def list_figure_kinds(request: HttpRequest) -> out.FigureKinds:
    """The data dictionary."""
    return out.FigureKinds(items=[out.FigureKindOut.of(kind) for kind in KINDS.values()])


@router.get(
    "/search", response=out.SearchOut, summary="搜索",
    description="在公开件的标题和正文中搜索，结果标出搜索到的词。",
)  # fmt: skip
def search(request: HttpRequest, asked: Query[out.SearchFilters]) -> out.SearchOut:
    """Search the public index."""
    wanted = {
        "year": asked.year, "edition": asked.edition, "level": asked.level,
        "region": asked.region, "collection": asked.collection,
    }  # fmt: skip
    question = Question(
        text=asked.q, kinds=(asked.kind,) if asked.kind else (), order=asked.order,
        facets={name: str(value) for name, value in wanted.items() if value},
        offset=asked.offset, limit=asked.limit,
    )  # fmt: skip
    try:
        with turns.SEARCHES.take():
            found = searching.search(question)
    except turns.Busy:
        raise Throttled(wait=BUSY) from None
    # A cluster may hear of a withdrawal late; the database tells what is public now.
    public = {str(row.pk) for row in queries.some([hit.key for hit in found.hits])}
    hits = tuple(hit for hit in found.hits if hit.key in public)
    return out.SearchOut.of(replace(found, hits=hits))


@router.get(
    "/verify/{sha256}", response=out.VerifyOut, summary="文件核验",
    description="核对一份文件是否与本站公开总结的正式文件（.docx 或 PDF）一致。",
)  # fmt: skip
def verify_file(request: HttpRequest, sha256: Sha256) -> out.VerifyOut:
    """Whether a file is one of ours, unchanged."""
    found = queries.verified(sha256.lower())
    return out.VerifyOut(
        sha256=sha256.lower(), genuine=found is not None,
        publication=out.PublicationItem.of(found) if found else None,
    )  # fmt: skip


def _campaign(slug: str) -> None:
    if queries.campaign_of(slug) is None:
        raise Http404
