"""Fields of a row checked by its model's own validators, as one Chinese error."""

from typing import Any

from django.core.exceptions import ValidationError

from zwgk.core.errors import DomainError


def cleaned(row: Any) -> None:
    """Raise DomainError for the first field of a row that is not as the model wants it."""
    try:
        row.clean_fields()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError(messages[0], field=field) from error
