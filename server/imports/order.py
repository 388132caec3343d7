"""What somebody asks for who sends a file."""

from dataclasses import dataclass

from domain.identifiers import PersonId, PoolId


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants what brought in where. `is_dry`: judge every row, write nothing. `language`: zh_CN or en, for what the
    workbook and the rows say."""

    person_id: PersonId
    pool_id: PoolId
    is_dry: bool
    language: str
