"""Names as duplicates are told by."""

from domain.company_names import name_key

__all__ = ["name_key"]
