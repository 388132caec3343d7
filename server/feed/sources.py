"""What a feature gives to the scopes: a query for its rows, and the shape in which one travels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select


def as_it_is(row: Sequence[Any]) -> Sequence[Any]:
    return tuple(row)


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one kind in one scope.

    `rows` selects the columns of the wire's row in its order, of exactly those rows that the scope holds; `id` is the
    column they are told apart by. `shape` makes a selected row what travels: nothing the reader may not see.
    """

    kind: str
    rows: Select[Any]
    id: ColumnElement[str]
    shape: Callable[[Sequence[Any]], Sequence[Any]] = as_it_is
