"""Loops that do nothing but what the documentation allows, and none of it as CPython's own does.

Each is CONFORMANT. A test of a MUST rule that one of them fails asks for more than the documentation says.
"""

import asyncio
import collections
import concurrent.futures
import contextlib
import heapq
import ipaddress
import logging
import os
import select
import selectors
import socket
import sys
import threading

Base = asyncio.SelectorEventLoop


class LateStart(Base):
    """A new task begins soon, as documented, and not at once: some iterations later."""

    hops = 3

    def create_task(self, coro, **keywords):
        self._starting = True
        try:
            return super().create_task(coro, **keywords)
        finally:
            self._starting = False

    _starting = False

    def call_soon(self, callback, *args, context=None):
        if not self._starting:
            return super().call_soon(callback, *args, context=context)
        self._starting = False
        return super().call_soon(self._hop, self.hops, callback, args, context)

    def _hop(self, left, callback, args, context):
        if left > 1:
            super().call_soon(self._hop, left - 1, callback, args, context)
        else:
            super().call_soon(callback, *args, context=context)


class LateStart1(LateStart):
    hops = 1


class LateStart2(LateStart):
    hops = 2


class Misuse(Exception):
    """What a loop may raise where no document names a class."""


class OwnErrors(Base):
    """Refuses what it may refuse with an exception of its own."""

    def _refuse(self):
        if self.is_running():
            raise Misuse("the loop is running")
        if self.is_closed():
            raise Misuse("the loop is closed")

    def run_forever(self):
        self._refuse()
        super().run_forever()

    def run_until_complete(self, future):
        self._refuse()
        return super().run_until_complete(future)

    def close(self):
        if self.is_running():
            raise Misuse("the loop is running")
        super().close()


class TwoLines(Base):
    """Its default handler logs a second line."""

    def default_exception_handler(self, context):
        super().default_exception_handler(context)
        logging.getLogger("asyncio").error("in loop %r", self)


class StrictlySlower(Base):
    """Logs what takes longer than the threshold, not what takes as long."""

    _threshold = 0.1

    @property
    def slow_callback_duration(self):
        return self._threshold + 1e-6

    @slow_callback_duration.setter
    def slow_callback_duration(self, value):
        self._threshold = value


class PlainHandle(asyncio.Handle):
    """A handle that has nothing but what is documented."""

    __slots__ = ("_PlainHandle__inner",)

    def __init__(self, inner):
        self.__inner = inner

    def cancel(self):
        self.__inner.cancel()

    def cancelled(self):
        return self.__inner.cancelled()

    def get_context(self):
        return self.__inner._context

    def __repr__(self):
        return "<handle>"


class PlainTimerHandle(asyncio.TimerHandle):
    """The same with a time."""

    __slots__ = ("_PlainTimerHandle__inner",)

    def __init__(self, inner):
        self.__inner = inner

    def cancel(self):
        self.__inner.cancel()

    def cancelled(self):
        return self.__inner.cancelled()

    def get_context(self):
        return self.__inner._context

    def when(self):
        return self.__inner.when()

    def __repr__(self):
        return "<timer handle>"

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other


class PlainHandles(Base):
    """Its handles have nothing but what is documented."""

    def call_soon(self, callback, *args, context=None):
        return PlainHandle(super().call_soon(callback, *args, context=context))

    def call_soon_threadsafe(self, callback, *args, context=None):
        return PlainHandle(super().call_soon_threadsafe(callback, *args, context=context))

    def call_at(self, when, callback, *args, context=None):
        return PlainTimerHandle(super().call_at(when, callback, *args, context=context))

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args, context=context)


class OwnFuture(asyncio.futures._PyFuture):
    """A future that is not asyncio's own."""


class OwnTask(asyncio.Task):
    """A task that is not asyncio's own: nobody gives it a name, and it does not show the one that it has."""

    def __init__(self, coro, *, name=None, **keywords):
        super().__init__(coro, name="" if name is None else name, **keywords)

    def __repr__(self):
        return "<OwnTask>"


class OwnFutures(Base):
    """Makes futures and tasks of classes of its own."""

    def create_future(self):
        return OwnFuture(loop=self)

    def create_task(self, coro, **keywords):
        if self.get_task_factory() is not None:
            return super().create_task(coro, **keywords)
        return OwnTask(coro, loop=self, **keywords)


class NewestFirst(asyncio.TimerHandle):
    """A timer that goes before an older one with the same deadline."""

    __slots__ = ("_number",)
    _made = 0

    def __init__(self, *args):
        super().__init__(*args)
        NewestFirst._made += 1
        self._number = NewestFirst._made

    def __lt__(self, other):
        return (self._when, -self._number) < (other._when, -other._number)

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other


class OtherTimerOrder(Base):
    """Of timers with equal deadlines, the newest is first."""

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_thread()
        timer = NewestFirst(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args, context=context)


class LateHandle(asyncio.Handle):
    """Of a callback that takes two steps to run: it calls off whichever comes next."""

    __slots__ = ("_run",)


class LateForeign(Base):
    """What another thread hands over runs an iteration later than it might."""

    def call_soon_threadsafe(self, callback, *args, context=None):
        if self._thread_id is None or self._thread_id == threading.get_ident():
            return super().call_soon_threadsafe(callback, *args, context=context)
        handle = asyncio.Handle(callback, args, self, context)

        def hop():
            if not handle.cancelled():
                self._ready.append(handle)

        super().call_soon_threadsafe(hop)
        return handle


class ExitEnds(Base):
    """SystemExit and KeyboardInterrupt end the program, wherever they are raised."""

    def run_forever(self):
        try:
            super().run_forever()
        except (SystemExit, KeyboardInterrupt) as end:
            code = getattr(end, "code", 130)
            os._exit(code if isinstance(code, int) else 0 if code is None else 1)


class MainThreadOnly(Base):
    """Can be run in the main thread and in no other."""

    def run_forever(self):
        if threading.current_thread() is not threading.main_thread():
            raise Misuse("this loop runs in the main thread only")
        super().run_forever()


class CachedTime(Base):
    """Reads the clock once in an iteration, so that its time stands still in a callback."""

    _now = None

    def time(self):
        if self._now is None or not self.is_running():
            return super().time()
        return self._now

    def _run_once(self):
        self._now = None
        super()._run_once()

    def _process_events(self, events):
        self._now = super().time()
        super()._process_events(events)


class AlwaysSlow(Base):
    """Is in debug mode from the start, and takes everything for slow, as all is on a busy machine."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.set_debug(True)
        self.slow_callback_duration = 0


class SmallPieces(asyncio.selector_events._SelectorSocketTransport):
    """Gives its protocol little at a time."""

    max_size = 300


class Piecemeal(Base):
    """Does little at a time: one descriptor in an iteration, a few bytes in a piece."""

    _turn = 0

    def _process_events(self, event_list):
        if event_list:
            self._turn += 1
            event_list = [event_list[self._turn % len(event_list)]]
        super()._process_events(event_list)

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return SmallPieces(self, sock, protocol, waiter, extra, server)

    async def sock_recv(self, sock, nbytes):
        return await super().sock_recv(sock, min(nbytes, 1))

    async def sock_recv_into(self, sock, buf):
        return await super().sock_recv_into(sock, memoryview(buf)[:1])


class LateEnd(asyncio.selector_events._SelectorSocketTransport):
    """Ends some iterations after it was closed or aborted, or the other side has gone."""

    def _call_connection_lost(self, exc, hops=5):
        if hops:
            self._loop.call_soon(self._call_connection_lost, exc, hops - 1)
        else:
            super()._call_connection_lost(exc)


class LateEnds(Base):
    """Takes its time to end connections."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return LateEnd(self, sock, protocol, waiter, extra, server)


class LateClosers(Base):
    """A server that was closed lets its sockets go some iterations later."""

    _closing = ()

    def _stop_serving(self, sock):
        self._closing = [*self._closing, sock]
        self._remove_reader(sock.fileno())
        self._let_go(sock, 5)

    def _let_go(self, sock, hops):
        if hops:
            self.call_soon(self._let_go, sock, hops - 1)
        else:
            sock.close()


class Seconds(float):
    """A time."""


class Piece(bytes):
    """What was received."""


class Entries(list):
    """What was found."""


Pair = collections.namedtuple("Pair", ("first", "second"))


class OwnTypes(Base):
    """What it gives is of subclasses of the documented types."""

    def time(self):
        return Seconds(super().time())

    async def sock_recv(self, sock, nbytes):
        return Piece(await super().sock_recv(sock, nbytes))

    async def sock_accept(self, sock):
        return Pair(*await super().sock_accept(sock))

    async def create_connection(self, *arguments, **keywords):
        return Pair(*await super().create_connection(*arguments, **keywords))

    async def getaddrinfo(self, *arguments, **keywords):
        return Entries(await super().getaddrinfo(*arguments, **keywords))


class OneThread(Base):
    """Has one thread beside its own, and looks each name up in a further one."""

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is None and self._default_executor is None:
            self.set_default_executor(concurrent.futures.ThreadPoolExecutor(1))
        return super().run_in_executor(executor, func, *args)

    async def elsewhere(self, func, *args):
        pool = concurrent.futures.ThreadPoolExecutor(1)
        try:
            return await self.run_in_executor(pool, func, *args)
        finally:
            pool.shutdown(wait=False)

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return await self.elsewhere(socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.elsewhere(socket.getnameinfo, sockaddr, flags)


class TellsOfErrors(asyncio.selector_events._SelectorSocketTransport):
    """Reports that the other side is gone."""

    def _fatal_error(self, exc, message="Fatal error"):
        report(self, exc)
        super()._fatal_error(exc, message)


class PipeTellsOfErrors(asyncio.unix_events._UnixWritePipeTransport):
    """The same of a pipe."""

    def _fatal_error(self, exc, message="Fatal error"):
        report(self, exc)
        super()._fatal_error(exc, message)


def report(transport, exc):
    if isinstance(exc, OSError):
        transport._loop.call_exception_handler(
            {"message": "the other side is gone", "exception": exc, "transport": transport}
        )


class TellsWhoIsGone(Base):
    """Reports each connection whose other side is gone."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return TellsOfErrors(self, sock, protocol, waiter, extra, server)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return PipeTellsOfErrors(self, pipe, protocol, waiter, extra)


class PlainNumbers(Base):
    """Gives numbers where the module socket has members of an enumeration, and addresses with all their digits."""

    async def getaddrinfo(self, host, port, **keywords):
        found = await super().getaddrinfo(host, port, **keywords)
        return [(int(family), int(kind), *more, self._in_full(address)) for family, kind, *more, address in found]

    def _in_full(self, address):
        return (ipaddress.ip_address(address[0]).exploded, *address[1:])


class OtherMarks(asyncio.selector_events._SelectorSocketTransport):
    """Pauses at its mark and not above it, at another one by default, and tells nothing of itself."""

    def get_extra_info(self, name, default=None):
        return default

    def _maybe_pause_protocol(self):
        high = self._high_water
        self._high_water = max(high - 1, 0)
        try:
            super()._maybe_pause_protocol()
        finally:
            self._high_water = high

    def _set_write_buffer_limits(self, high=None, low=None):
        super()._set_write_buffer_limits(20_000 if high is None and low is None else high, low)

    def set_write_buffer_limits(self, high=None, low=None):
        super().set_write_buffer_limits(high, low)
        self._maybe_resume_protocol()


class MarksOfItsOwn(Base):
    """Has other marks than asyncio's own, and heeds them at once."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return OtherMarks(self, sock, protocol, waiter, extra, server)


class OneByte(asyncio.selector_events._SelectorSocketTransport):
    """Gives its protocol single bytes at first, and more when there is much."""

    _reads = 0

    @property
    def max_size(self):
        self._reads += 1
        return 1 if self._reads < 100 else 300


class SingleBytes(Base):
    """Reads byte by byte."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return OneByte(self, sock, protocol, waiter, extra, server)


class Sealed(type(Base)):
    """Of a class that is sealed nothing can be replaced."""

    def __setattr__(cls, name, value):
        raise TypeError("cannot set %r" % name)


class AsOfC(Base, metaclass=Sealed):
    """As a loop that is written in C: it takes no attributes that it does not know, nor does its class."""

    _sealed = False

    def __init__(self):
        super().__init__()
        self.__dict__["_sealed"] = True

    def __setattr__(self, name, value):
        if self._sealed and not hasattr(self, name):
            raise AttributeError(name)
        super().__setattr__(name, value)


class LaterTransport(asyncio.selector_events._SelectorSocketTransport):
    """Sends nothing within a call of `write`, but soon."""

    def write(self, data):
        if self._buffer or self._eof or self._conn_lost or self._empty_waiter or not data or not isinstance(data, bytes):
            super().write(data)
            return
        self._loop._add_writer(self._sock_fd, self._write_ready)
        if isinstance(self._buffer, bytearray):
            self._buffer.extend(data)
        else:
            self._buffer.append(memoryview(data))
        self._maybe_pause_protocol()


class LaterWrites(Base):
    """Never tries to send at once."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return LaterTransport(self, sock, protocol, waiter, extra, server)


class WholeSeconds(Base):
    """Its timers are as coarse as seconds: late, and never early."""

    def call_later(self, delay, callback, *args, context=None):
        return super().call_later(-(-delay // 1), callback, *args, context=context)


class Batch(list):
    """What has run last. It holds itself, too: only the garbage collector takes it away."""

    def __init__(self, handles=()):
        super().__init__(handles)
        self.itself = self


class LateReports(Base):
    """Tells an iteration later what a callback has raised, and holds what it has run last until it runs more."""

    _last = Batch()

    def _run_once(self):
        if self._ready:
            self._last = Batch(self._ready)
        super()._run_once()

    def call_exception_handler(self, context):
        if self.is_running() and context.get("message", "").startswith("Exception in callback"):
            self.call_soon(super().call_exception_handler, context)
        else:
            super().call_exception_handler(context)

    def close(self):
        super().close()
        self._last = Batch()


class TellsLater(Base):
    """Of what its poll has found it tells in the next iteration, if it is still so."""

    def _process_events(self, event_list):
        if event_list:
            self.call_soon(self._look_again)

    def _look_again(self):
        super()._process_events(self._selector.select(0))


class AheadTransport(asyncio.selector_events._SelectorSocketTransport):
    """Receives ahead of its protocol, also while it is paused, and hands over what it has an iteration later."""

    max_size = 1000
    most = 2

    def __init__(self, *arguments):
        self._ahead = collections.deque()
        self._is_handing = False
        super().__init__(*arguments)

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data = self._sock.recv(self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as exc:
            self._fatal_error(exc)
            return
        self._ahead.append(data)
        if not data or len(self._ahead) == self.most:
            self._loop._remove_reader(self._sock_fd)
        self._go_on()

    def _go_on(self):
        if self._ahead and not self._is_handing and not self._paused:
            self._is_handing = True
            self._loop.call_soon(self._hand_over)

    def _hand_over(self):
        self._is_handing = False
        if self._paused or self._conn_lost or self._closing:
            return
        data = self._ahead.popleft()
        try:
            if data:
                self._give(self.get_protocol(), data)
            elif not self.get_protocol().eof_received():
                self.close()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._fatal_error(exc)
            return
        if not data or self._conn_lost or self._closing:
            return
        if not self._ahead or self._ahead[-1]:
            self._loop._add_reader(self._sock_fd, self._read_ready)
        self._go_on()

    def _give(self, protocol, data):
        if not isinstance(protocol, asyncio.BufferedProtocol):
            protocol.data_received(data)
            return
        while data and not (self._paused or self._conn_lost or self._closing):
            buffer = memoryview(protocol.get_buffer(len(data)))
            count = min(len(buffer), len(data))
            if not count:
                raise RuntimeError("an empty buffer")
            buffer[:count] = data[:count]
            data = data[count:]
            protocol.buffer_updated(count)
        if data:
            self._ahead.appendleft(data)

    def pause_reading(self):
        self._paused = self._paused or self.is_reading()

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._go_on()


class ReadsAhead(Base):
    """Takes bytes off the socket before anybody asks for them."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return AheadTransport(self, sock, protocol, waiter, extra, server)


class WaitsInThreads(Base):
    """Lets a thread wait for each operation on a socket, and is not woken by what threads say, but looks for it."""

    pause = 0.003

    def __init__(self):
        super().__init__(selectors.PollSelector())
        poll = self._selector.select
        self._selector.select = lambda timeout=None: poll(self.pause if timeout is None else min(timeout, self.pause))

    def _write_to_self(self):
        pass

    async def _is_ready(self, sock, events):
        if self._debug and sock.gettimeout() != 0:
            raise ValueError("the socket must be non-blocking")
        ready = self.create_future()
        end, ends = os.pipe()
        poll = select.poll()
        poll.register(sock.fileno(), events)
        poll.register(end, select.POLLIN)

        def wait():
            poll.poll()
            with contextlib.suppress(RuntimeError):
                self.call_soon_threadsafe(lambda: ready.done() or ready.set_result(None))

        thread = threading.Thread(target=wait)
        thread.start()
        try:
            await ready
        finally:
            os.write(ends, b"x")
            thread.join()
            os.close(end)
            os.close(ends)

    async def _when_ready(self, sock, events, function, *arguments):
        while True:
            await self._is_ready(sock, events)
            with contextlib.suppress(BlockingIOError, InterruptedError):
                return function(*arguments)

    async def sock_recv(self, sock, nbytes):
        return await self._when_ready(sock, select.POLLIN, sock.recv, nbytes)

    async def sock_recv_into(self, sock, buf):
        return await self._when_ready(sock, select.POLLIN, sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        return await self._when_ready(sock, select.POLLIN, sock.recvfrom, bufsize)

    async def sock_accept(self, sock):
        conn, address = await self._when_ready(sock, select.POLLIN, sock.accept)
        conn.setblocking(False)
        return conn, address

    async def sock_sendall(self, sock, data):
        left = memoryview(data).cast("B")
        while left:
            left = left[await self._when_ready(sock, select.POLLOUT, sock.send, left[:65536]) :]


class CoarseClock(Base):
    """Its time begins elsewhere, and goes on in steps of 16 ms; its timers go by it."""

    step = 0.016
    origin = -1e6

    def __init__(self):
        super().__init__(selectors.SelectSelector())
        self._clock_resolution = 0

    def time(self):
        return super().time() // self.step * self.step + self.origin


class FarClock(CoarseClock):
    """Its time is so far from its origin that floats round it, and two readings may be one."""

    step = 0.0007
    origin = 1e9


class Leaping(Base):
    """Its time is that of the next timer as soon as there is nothing else to do, and stands still until then."""

    def __init__(self):
        super().__init__(selectors.SelectSelector())
        self.now = 0.0

    def time(self):
        return self.now

    def _run_once(self):
        super()._run_once()
        if not self._ready and self._scheduled:
            self.now = max(self.now, self._scheduled[0].when())


class BarePlatform(Base):
    """It runs where the system offers little: `select`, no pairs of Unix sockets, and nobody limits descriptors."""

    def __init__(self):
        socket.socketpair = pair_of_the_network
        sys.modules['resource'] = None
        super().__init__(selectors.SelectSelector())


def pair_of_the_network():
    """What `socket.socketpair` gives where the system has none."""
    with socket.create_server(('127.0.0.1', 0)) as listener:
        near = socket.create_connection(listener.getsockname())
        return near, listener.accept()[0]


LOOPS = [
    LateStart1,
    LateStart2,
    LateStart,
    OwnErrors,
    TwoLines,
    StrictlySlower,
    PlainHandles,
    OwnFutures,
    OtherTimerOrder,
    LateForeign,
    ExitEnds,
    MainThreadOnly,
    CachedTime,
    AlwaysSlow,
    Piecemeal,
    TellsWhoIsGone,
    LateEnds,
    LateClosers,
    OwnTypes,
    OneThread,
    PlainNumbers,
    MarksOfItsOwn,
    SingleBytes,
    AsOfC,
    LaterWrites,
    WholeSeconds,
    LateReports,
    TellsLater,
    ReadsAhead,
    WaitsInThreads,
    CoarseClock,
    FarClock,
    Leaping,
    BarePlatform,
]
