"""Ways through the tree of teams."""

from collections.abc import Mapping

from domain.identifiers import TeamId


def line_of(team_id: TeamId, parents: Mapping[TeamId, TeamId | None]) -> list[TeamId]:
    """The team, its parent, and so on up to the root."""
    line: list[TeamId] = []
    current: TeamId | None = team_id
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    return line


def subtree_of(team_id: TeamId, parents: Mapping[TeamId, TeamId | None]) -> frozenset[TeamId]:
    """The team and every team below it."""
    return frozenset(other for other in parents if team_id in line_of(other, parents)) | {team_id}
