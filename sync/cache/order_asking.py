"""What can be asked of the orders: which list, by which filter, in which order."""

from dataclasses import dataclass
from enum import StrEnum

PCB = "pcb"
"""The shop system's word for orders of boards, which have sub-orders."""


class OrderShelf(StrEnum):
    """`MINE`: ordered under the person (订单归属); `MY_CUSTOMERS`: of customers they hold now (客户归属)."""

    ALL = "all"
    MINE = "mine"
    MY_CUSTOMERS = "my-customers"
    PCB = "pcb"


class OrderSort(StrEnum):
    """The values are those of the list's columns."""

    NUMBER = "order-number"
    CUSTOMER = "order-customer"
    TITLE = "order-title"
    CATEGORY = "category"
    AMOUNT = "amount"
    ORDERED = "ordered"
    STATUS = "order-status"
    REP = "order-rep"
    OWNER = "customer-owner"
    STAGE = "stage"
    INVOICED = "invoiced"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Everything named must hold. What upstream has not said counts as not yet invoiced and not yet shipped.

    `text` may be several words: each must occur in the number, in the title or in the customer's name or pinyin.
    """

    text: str = ""
    statuses: frozenset[str] = frozenset()
    is_not_invoiced: bool = False
    is_not_shipped: bool = False
    is_in_production: bool = False

    @property
    def is_empty(self) -> bool:
        return self == OrderFilter()


@dataclass(frozen=True, slots=True)
class WantedOrders:
    """A list as a screen wants it. Unknown values stand last in either direction; equal ones by id."""

    shelf: OrderShelf
    filter: OrderFilter = OrderFilter()
    sort: OrderSort = OrderSort.ORDERED
    is_descending: bool = True
