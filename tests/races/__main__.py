"""python -m tests.races [--seconds N] [--seed S]

Rounds of about ten seconds, each with a company, two server processes and a seed of its own; in every second one a
server process is killed and comes back, in every third the customers are few. Then fifty reps at the same customers.
Ends with 1 where anything is wrong that is not known to be.
"""

import argparse
import sys
from collections import Counter
from dataclasses import replace

from server.upgrade import upgrade
from tests.postgres import PostgresServer
from tests.races.arena import arena
from tests.races.cluster import cluster
from tests.races.contest import Plan, Result, contest
from tests.races.crowd import race
from tests.races.truth import are_dense

ROUND_SECONDS = 10.0


def plan_of(number: int, seed: int, seconds: float) -> Plan:
    plan = Plan(seconds, seed + number, kills=2 if number % 2 else 0)
    return replace(plan, customers=8, reps=4) if number % 3 == 2 else plan


def compete(server: PostgresServer, seconds: float, seed: int) -> list[Result]:
    results: list[Result] = []
    while (left := seconds - sum(result.seconds for result in results)) > 0:
        plan = plan_of(len(results), seed, min(left, ROUND_SECONDS))
        with arena(server) as made:
            result = contest(made, plan)
        results.append(result)
        print(f"seed {plan.seed}: {line_of(result)}", flush=True)
        for fault in result.faults:
            print(f"  {fault}")
        for disagreement in result.disagreements:
            print(f"  {disagreement}")
        if not are_dense(result.positions):
            print("  positions are not dense")
    return results


def line_of(result: Result) -> str:
    history = result.history
    return (
        f"{len(history.asked)} asked, {len(history.told)} decided, {len(history.events)} events in "
        f"{result.seconds:.0f} s; {'sound' if result.is_sound else 'WRONG'}"
    )


def told(results: list[Result]) -> None:
    receipts: Counter[str] = sum((result.receipts for result in results), Counter())
    styles: Counter[str] = sum((result.styles for result in results), Counter())
    interventions = [each for result in results for each in result.history.interventions]
    done = Counter(each.verb for each in interventions if each.is_done)
    asked = sum(len(result.history.asked) for result in results)
    seconds = sum(result.seconds for result in results)
    print(f"{len(results)} rounds, {seconds:.0f} s: {asked} commands sent ({asked / seconds:.0f}/s)")
    for verb in ("claim", "release", "follow_up"):
        answers = {name.removeprefix(verb).strip(): n for name, n in receipts.most_common() if name.startswith(verb)}
        print(f"  {verb}: {', '.join(f'{number} {name}' for name, number in answers.items())}")
    print(f"  pushed: {', '.join(f'{number} {name}' for name, number in styles.most_common())}")
    print(f"  beside them: {', '.join(f'{number} {verb}' for verb, number in done.items())} of {len(interventions)}")
    print(
        f"  deadlocks broken: {sum(result.deadlocks for result in results)}; "
        f"exchanges sent again: {sum(result.sent_again for result in results)}; "
        f"servers killed: {sum(result.kills for result in results)}; "
        f"commits numbered: {sum(len(result.positions) for result in results)}, "
        f"checksums met: {sum(result.checksums_met for result in results)}"
    )


def crowd(server: PostgresServer) -> bool:
    is_sound = True
    for name, cap, daily in (("nobody is limited", 500, 300), ("caps met midway", 3, 300), ("days met midway", 500, 2)):
        outcome = race(server.fresh_database(upgrade), reps=50, customers=200, cap=cap, daily=daily)
        asked = outcome.reps * outcome.customers
        print(f"{name}: {outcome.reps} reps, {outcome.customers} customers, {asked / outcome.seconds:.0f} claims/s")
        print(f"  {outcome.claimed} won; refused {dict(outcome.refused)}; faults: {outcome.faults or 'none'}")
        is_sound = is_sound and not outcome.faults
    return is_sound


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.races", description="Race two servers; check the history.")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with cluster() as server:
        results = compete(server, chosen.seconds, chosen.seed)
        told(results)
        is_sound = crowd(server) and all(result.is_sound for result in results)
    print("nothing lost, nothing doubled, one owner at a time" if is_sound else "something is wrong")
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
