"""The server's door to threads and to waiting between tries."""

import random
import threading
import time
from collections.abc import Callable


def start_thread(name: str, run: Callable[[], None]) -> threading.Thread:
    """Run something beside the requests until it returns. Whoever starts it must also end it."""
    thread = threading.Thread(name=name, target=run, daemon=True)
    thread.start()
    return thread


def pause_before_try(number: int) -> None:
    """Wait a random while that grows with each try, so that those who collided do not collide again."""
    time.sleep(random.uniform(0.0, 0.005 * 2**number))
