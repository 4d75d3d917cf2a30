"""An event loop that tells when it has nothing to do, so that no test has to wait for a time.

Textual's own way is to look every fiftieth of a second whether the process is busy: that costs
a test most of its time, and it is wrong on a machine that is busy with other things.
"""

import asyncio
import selectors
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

SOON_SECONDS = 0.01
"""A timer that is due sooner is waited for: the screen is drawn by one."""
MOST_TIMERS = 50
"""So many timers are waited for; some go on for ever."""
LONGEST_SECONDS = 1.0
"""How long a thread is waited for; some are held up on purpose."""


class Rest(selectors.DefaultSelector):
    """What a loop sleeps in, and so what knows when it would."""

    def __init__(self) -> None:
        super().__init__()
        self.awaited: asyncio.Future[None] | None = None
        self.timers = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.awaited is None or timeout == 0:
            return super().select(timeout)
        self.timers += 1
        if timeout is not None and timeout <= SOON_SECONDS and self.timers < MOST_TIMERS:
            return super().select(timeout)
        if not (ready := super().select(0)):
            self.awaited.set_result(None)
            self.awaited = None
        return ready


class Threads(ThreadPoolExecutor):
    """The threads of a loop, and what they are at."""

    def __init__(self) -> None:
        super().__init__()
        self.running: set[Future[Any]] = set()

    def submit(self, *args: Any, **options: Any) -> Future[Any]:
        future = super().submit(*args, **options)
        self.running.add(future)
        future.add_done_callback(self.running.discard)
        return future


class Loop(asyncio.SelectorEventLoop):
    """A loop that can be waited for."""

    def __init__(self) -> None:
        self._rest, self._threads = Rest(), Threads()
        super().__init__(self._rest)
        self.set_default_executor(self._threads)

    async def until_idle(self) -> None:
        """Wait until it would sleep, and no thread is at work that it would wait for."""
        await self._until_rest()
        while self._threads.running:
            waited = [asyncio.wrap_future(one) for one in set(self._threads.running)]
            _, late = await asyncio.wait(waited, timeout=LONGEST_SECONDS)
            await self._until_rest()
            if late:
                return

    async def _until_rest(self) -> None:
        self._rest.timers = 0
        self._rest.awaited = self.create_future()
        await self._rest.awaited


async def until_idle(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """In place of Textual's function: no longer and no shorter than there is something to do."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)
    await loop.until_idle()
