"""Tables beside Django's own: the search index and the text store are emptied with the rest."""

from zwgk.core.textstore import text_store
from zwgk.library.searching import public_index


def forget_texts() -> None:
    """Empty both; for a database whose other tables are emptied too."""
    public_index().clear()
    text_store().rebuild([])
