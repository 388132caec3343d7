"""A program that claims customers from many threads and prints each claim that was acknowledged, until it is killed."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from domain.identifiers import CustomerId, PersonId
from server.database import open_database
from tests.server.company import Company, Ids


def main() -> None:
    url, person_id, number, *customer_ids = sys.argv[1:]
    company = Company(open_database(url), Ids(numbers=count(int(number))))

    def claim(customer_id: str) -> None:
        (receipt,) = company.claim(PersonId(person_id), CustomerId(customer_id))
        if receipt.is_accepted:
            # In one piece: print() would write the line's end apart, and another thread between.
            sys.stdout.write(f"{customer_id} {receipt.command_id}\n")
            sys.stdout.flush()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(claim, customer_ids))


if __name__ == "__main__":
    main()
