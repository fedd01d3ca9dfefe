"""What the portal may know. Public data only: no person, no record, no draft."""

from zwgk.library.issued import verified
from zwgk.library.queries.campaigns import (
    PublicCampaign,
    PublicDesk,
    campaign_of,
    current_campaign,
    public_campaigns,
    public_desks,
)
from zwgk.library.queries.desk import PublicAnswer, PublicGuide, at_desk
from zwgk.library.queries.facets import LABELS, Facet, Option, facets, name_of
from zwgk.library.queries.figures import (
    EditionFigure,
    compared_editions,
    edition_figures,
    figure_rows,
)
from zwgk.library.queries.guides import (
    GivingUnit,
    Occasion,
    giving_units,
    guide_facets,
    guide_file,
    occasions,
)
from zwgk.library.queries.kept import generation
from zwgk.library.queries.publications import (
    SORTS,
    Filters,
    collection,
    collections,
    everything,
    neighbours,
    publication,
    published,
    related,
    some,
    total,
)
from zwgk.library.queries.terms import popular_terms
from zwgk.library.queries.units import PublicUnit, unit_of

__all__ = [
    "LABELS",
    "SORTS",
    "EditionFigure",
    "Facet",
    "Filters",
    "GivingUnit",
    "Occasion",
    "Option",
    "PublicAnswer",
    "PublicCampaign",
    "PublicDesk",
    "PublicGuide",
    "PublicUnit",
    "at_desk",
    "campaign_of",
    "collection",
    "collections",
    "compared_editions",
    "current_campaign",
    "edition_figures",
    "everything",
    "facets",
    "figure_rows",
    "generation",
    "giving_units",
    "guide_facets",
    "guide_file",
    "name_of",
    "neighbours",
    "occasions",
    "popular_terms",
    "public_campaigns",
    "public_desks",
    "publication",
    "published",
    "related",
    "some",
    "total",
    "unit_of",
    "verified",
]
