"""What is wrong with a history; nothing where every promise was kept.

It reads what was asked, answered and stored, and knows neither the server nor the rules' code: `test_checker.py` breaks
a good history in every way it is to catch.
"""

from tests.races.answers import faults_of_answers
from tests.races.history import Fault, History
from tests.races.limits import faults_of_limits
from tests.races.order import faults_of_order
from tests.races.owners import faults_of_owners


def faults_in(history: History) -> list[Fault]:
    return [
        *faults_of_owners(history),
        *faults_of_limits(history),
        *faults_of_answers(history),
        *faults_of_order(history),
    ]
