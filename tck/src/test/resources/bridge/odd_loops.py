"""Factories that an author of a loop may write, and that a kit must not be confused by."""

import asyncio
import os
import sys
import threading
import time

one = []


def same():
    """One loop for ever."""
    if not one:
        one.append(asyncio.SelectorEventLoop())
    return one[0]


def with_debug():
    loop = asyncio.SelectorEventLoop()
    loop.set_debug(True)
    return loop


class NeedsName(asyncio.SelectorEventLoop):
    def __init__(self, *, name):
        super().__init__()
        self.name = name


def with_name():
    return NeedsName(name='x')


def by_asyncio():
    """Asks asyncio for a loop, which a kit that has put itself there would answer with this function."""
    loop = asyncio.new_event_loop()
    loop.set_debug(True)
    return loop


def number():
    return 42


def nothing():
    return None


async def coroutine():
    return asyncio.SelectorEventLoop()


def raises():
    raise ValueError('my own trouble\nin two lines')


def exits():
    sys.exit(3)


def dies():
    os.abort()


def closed():
    loop = asyncio.SelectorEventLoop()
    loop.close()
    return loop


def running():
    loop = asyncio.SelectorEventLoop()
    started = threading.Event()
    loop.call_soon(started.set)
    threading.Thread(target=loop.run_forever, daemon=True).start()
    started.wait()
    return loop


class SaysThatItRuns(asyncio.SelectorEventLoop):
    made = False

    def __init__(self):
        super().__init__()
        self.made = True

    def is_running(self):
        return self.made and not self.is_closed()


def never():
    while True:
        time.sleep(1)


def twice():
    os.fork()
    return asyncio.SelectorEventLoop()


def prints():
    print('hello from the factory', flush=True)
    os.write(1, b'raw bytes \xff\xfe\n')
    return asyncio.SelectorEventLoop()


def prints_much():
    print('\n'.join('line %d' % (number + 1) for number in range(100)), flush=True)
    return asyncio.SelectorEventLoop()


class Half(asyncio.AbstractEventLoop):
    """What somebody has after an hour: nothing but what a loop needs to be one."""

    def __init__(self):
        self.ready = []
        self.closed = False

    def call_soon(self, callback, *args, context=None):
        handle = asyncio.Handle(callback, args, self, context)
        self.ready.append(handle)
        return handle

    def get_debug(self):
        return False

    def run_forever(self):
        self.stopping = False
        while not self.stopping:
            batch, self.ready = self.ready, []
            for handle in batch:
                handle._run()

    def stop(self):
        self.stopping = True

    def is_closed(self):
        return self.closed

    def close(self):
        self.closed = True


class Frozen(asyncio.SelectorEventLoop):
    """Its time stands still while a callback runs, as that of loops with a clock of their own does."""

    def __init__(self):
        super().__init__()
        self.now = 1000.0
        select = self._selector.select

        def jump(timeout=None):
            ready = select(0)
            if not ready and timeout is not None:
                self.now += timeout
            return ready if ready or timeout is not None else select(timeout)

        self._selector.select = jump

    def time(self):
        return self.now


class Early(asyncio.SelectorEventLoop):
    """Says of its clock that it is coarse, and fires early."""

    def __init__(self):
        super().__init__()
        self._clock_resolution = 0.05


class Changing(asyncio.SelectorEventLoop):
    """Changes asyncio when it is asked for its exception handler."""

    def get_exception_handler(self):
        asyncio.sleep = never


alive = []


class Application:
    """What has to live as long as the loops do, and lives as long as somebody holds it."""

    def __init__(self):
        alive.append(self.__class__)

    def __del__(self):
        alive.clear()


def set_up_application():
    return Application()


def with_application():
    if not alive:
        raise RuntimeError('there is no application')
    return asyncio.SelectorEventLoop()


def put_own_loop_into_asyncio():
    class Policy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self):
            return NeedsName(name='policy')

    asyncio.set_event_loop_policy(Policy())
