"""Loops and functions that go wrong, for the tests of the bridge."""

import asyncio
import os
import signal
import sys
import threading


class ExitingLoop(asyncio.SelectorEventLoop):
    """Ends the interpreter when it is asked for its exception handler."""

    def get_exception_handler(self):
        print('last words', file=sys.stderr, flush=True)
        os._exit(7)


class BluntLoop(asyncio.SelectorEventLoop):
    """Ends the interpreter by itself where a callback raises SystemExit."""

    def run_forever(self):
        try:
            super().run_forever()
        except SystemExit:
            os._exit(0)


class CrashingLoop(asyncio.SelectorEventLoop):
    """Crashes when it is asked for its exception handler."""

    def get_exception_handler(self):
        os.abort()


class BrittleLoop(asyncio.SelectorEventLoop):
    """Crashes when it is closed, once its task factory was set."""

    def close(self):
        if self.get_task_factory():
            os.abort()
        super().close()


class AlarmedLoop(asyncio.SelectorEventLoop):
    """Has itself told of signals when it is given a task factory, and never takes that back."""

    def set_task_factory(self, factory):
        if signal.set_wakeup_fd(self._csock.fileno()) != -1:
            raise RuntimeError('signals are told to somebody else')


class RaisingLoop(asyncio.SelectorEventLoop):
    """Raises when it is asked for its exception handler."""

    def get_exception_handler(self):
        raise ValueError('this loop has no handler')


class StuckLoop(asyncio.SelectorEventLoop):
    """Runs for ever, in Python, when it is asked for its exception handler."""

    def get_exception_handler(self):
        while True:
            pass


class DeafLoop(asyncio.SelectorEventLoop):
    """Runs for ever when it is asked for its exception handler, in C and without ever letting another thread run."""

    def get_exception_handler(self):
        print('deaf', file=sys.stderr, flush=True)
        sum(range(10**15))


class FloodingLoop(asyncio.SelectorEventLoop):
    """Gives a text that is too long for a message."""

    def get_exception_handler(self):
        return 'x' * (17 << 20)


class PlainLoop(asyncio.SelectorEventLoop):
    """Nothing goes wrong with it; but it is not asyncio's own class."""


class ThreadedLoop(asyncio.SelectorEventLoop):
    """Calls what it is given in a thread that ends at once."""

    def call_soon_threadsafe(self, callback, *args, context=None):
        thread = threading.Thread(target=callback)
        thread.start()
        return super().call_soon_threadsafe(thread.join)


class BackwardLoop(asyncio.SelectorEventLoop):
    """Runs first what was scheduled last."""

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        self._ready.rotate(1)
        return handle


class ForgetfulLoop(asyncio.SelectorEventLoop):
    """Calls nothing soon that is a function of a test."""

    def call_soon(self, callback, *args, context=None):
        if type(callback).__name__ == 'Kit' or getattr(callback, '__name__', None) == '<lambda>':
            return asyncio.Handle(callback, args, self)
        return super().call_soon(callback, *args, context=context)


class SleepyLoop(asyncio.SelectorEventLoop):
    """Does not wake when it is called from another thread."""

    def _write_to_self(self):
        pass


class MoodyLoop(asyncio.SelectorEventLoop):
    """Calls the first callback twice, but only when the kit looks."""

    def call_soon(self, callback, *args, context=None):
        if sys.argv[0].endswith('agent.py') and not self._ready:
            super().call_soon(callback, *args, context=context)
        return super().call_soon(callback, *args, context=context)


class EmptyHandedLoop(asyncio.SelectorEventLoop):
    """Accepts, and gives nothing of it."""

    async def sock_accept(self, sock):
        connection, _ = await super().sock_accept(sock)
        connection.close()


def reader_without_lines():
    """A loop of a process in which nobody can go through the lines of a reader."""
    asyncio.StreamReader.__aiter__ = lambda self: None
    return asyncio.new_event_loop()


class PlainTransport:
    """What most of a transport is, without its class; of a pipe it has nearly all."""

    def __init__(self, inner):
        self.inner = inner

    def fileno(self):
        return self.inner.get_extra_info('socket').fileno()

    def write(self, data):
        self.inner.write(data)

    def write_eof(self):
        self.inner.write_eof()

    def close(self):
        self.inner.close()

    def abort(self):
        self.inner.abort()

    def is_closing(self):
        return self.inner.is_closing()

    def get_extra_info(self, name, default=None):
        return self.inner.get_extra_info(name, default)

    def pause_reading(self):
        self.inner.pause_reading()

    def resume_reading(self):
        self.inner.resume_reading()

    def get_write_buffer_size(self):
        return self.inner.get_write_buffer_size()

    def set_write_buffer_limits(self, high=None, low=None):
        self.inner.set_write_buffer_limits(high, low)


class ClasslessLoop(asyncio.SelectorEventLoop):
    """Has transports that are of no class of asyncio's."""

    async def create_connection(self, *args, **kwargs):
        transport, protocol = await super().create_connection(*args, **kwargs)
        return PlainTransport(transport), protocol


def greet():
    print('the set-up says hello')


def fail():
    raise ValueError('this set-up fails')


def exit_at_once():
    os._exit(9)
