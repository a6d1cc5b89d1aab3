"""Loops with a fault on which nearly every test rests; for the rest nothing is wrong with them."""

import asyncio
import os
import threading
import time


class HangsInEveryRun(asyncio.SelectorEventLoop):
    """Does not come back from `run_forever`, and by that from no other run."""

    def run_forever(self):
        threading.Event().wait()


class StopsOnce(asyncio.SelectorEventLoop):
    """Comes back from its first run, and from no other."""

    has_run = False

    def stop(self):
        if not self.has_run:
            super().stop()

    def run_forever(self):
        try:
            super().run_forever()
        finally:
            self.has_run = True


class AbortsInEveryClose(asyncio.SelectorEventLoop):
    """Ends the process when it is closed."""

    def close(self):
        os.abort()


class NoTimerFires(asyncio.SelectorEventLoop):
    """Takes timers, and forgets them."""

    def call_at(self, when, callback, *args, context=None):
        return asyncio.TimerHandle(when, callback, args, self, context)


class HangsHereAndIsSlowThere(asyncio.SelectorEventLoop):
    """Never takes anything from other threads, and takes its time for factories of tasks."""

    def call_soon_threadsafe(self, callback, *args, context=None):
        threading.Event().wait()

    def set_task_factory(self, factory):
        time.sleep(2.3)  # longer than the kit waits for a loop that hangs
        super().set_task_factory(factory)

    def get_task_factory(self):
        return None  # late and wrong, for who has set one before
