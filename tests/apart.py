"""Work that needs an event loop of its own: the browser of other tests keeps one running in the main thread."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_a_thread(work: Callable[[], Result]) -> Result:
    """What `work` gives, done in a thread of its own."""
    gc.collect()  # the engine complains if what a query left behind in this thread is cleared away in another
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()
