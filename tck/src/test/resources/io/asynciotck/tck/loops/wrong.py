"""Loops with one fault each, of kinds that show with many callbacks or timers, or by the real clock only.

`WrongLoopsTest` has the rule that each breaks.
"""

import asyncio
import concurrent.futures
import contextlib
import os
import select
import selectors
import signal
import socket
import sys
import time
from asyncio import selector_events, unix_events

Base = asyncio.SelectorEventLoop


class ReversesTheRest(Base):
    """Of a batch of more than 64 callbacks, those behind the 64th run last first."""

    def _run_once(self):
        rest = []
        while len(self._ready) > 64:
            rest.append(self._ready.pop())
        self._ready.extend(rest)
        super()._run_once()


class HeapIsNoHeap(Base):
    """A clean-up leaves the timers that are not cancelled in the order of a list, the latest first."""

    def _run_once(self):
        timers = self._scheduled
        cancelled = [timer for timer in timers if timer.cancelled()]
        if len(timers) > 100 and 2 * len(cancelled) > len(timers):
            for timer in cancelled:
                timer._scheduled = False
            left = [timer for timer in timers if not timer.cancelled()]
            self._scheduled = sorted(left, key=lambda timer: timer.when(), reverse=True)
            self._timer_cancelled_count = 0
        super()._run_once()


class LosesOneTimer(Base):
    """A clean-up of more than 300 timers takes one with it that was not cancelled."""

    def _run_once(self):
        count = len(self._scheduled)
        if count > 300 and 2 * self._timer_cancelled_count > count:
            for timer in self._scheduled:
                if not timer.cancelled():
                    timer.cancel()
                    break
        super()._run_once()


class ClockTrembles(Base):
    """Every other reading of the clock is too small."""

    late = False

    def time(self):
        self.late = not self.late
        return super().time() - 0.002 * self.late


class ClockTremblesWithoutSelector(ClockTrembles):
    """The same, in a loop that takes no selector."""

    def __init__(self):
        super().__init__()


class ClockStandsStill(Base):
    """The clock is read once for each batch."""

    reading = None

    def time(self):
        if self.reading is None:
            self.reading = super().time()
        return self.reading

    def _run_once(self):
        self.reading = None
        super()._run_once()

    def _process_events(self, event_list):
        self.reading = None
        super()._process_events(event_list)


class TimeOfDay(Base):
    """The clock is the time of day, which can be set back."""

    def __init__(self):
        super().__init__()

    def time(self):
        return time.time()


class EarlyByItsWord(Base):
    """Fires timers a fifth of a second early, and calls that the resolution of its clock."""

    def __init__(self):
        super().__init__()
        self._clock_resolution = 0.2


class IntegersAreMilliseconds(Base):
    """Takes a delay that is an int for milliseconds."""

    def call_later(self, delay, callback, *args, context=None):
        return super().call_later(delay / 1000 if type(delay) is int else delay, callback, *args, context=context)


class TimesHaveFractions(Base):
    """Takes no time that is an int."""

    def call_at(self, when, callback, *args, context=None):
        if type(when) is not float:
            raise TypeError('a float is needed')
        return super().call_at(when, callback, *args, context=context)


class SeesInputWhenIdle(selectors.DefaultSelector):
    def select(self, timeout=None):
        return [] if timeout is not None and timeout <= 0 else super().select(timeout)


class DeafWhileBusy(asyncio.SelectorEventLoop):
    """Sees no input while it has callbacks to run."""

    def __init__(self):
        super().__init__(SeesInputWhenIdle())


class KnowsNoHangUp(selectors.PollSelector):
    """Takes the word of the system only for what it has asked for: an end or an error alone is nothing to it."""

    def select(self, timeout=None):
        while True:
            polled = self._selector.poll(None if timeout is None else max(0, round(timeout * 1000)))
            events = [(self._fd_to_key.get(fd), self._events(seen)) for fd, seen in polled]
            found = [(key, seen & key.events) for key, seen in events if key and seen & key.events]
            if found or timeout is not None or not polled:
                return found

    def _events(self, seen):
        return (seen & select.POLLIN and selectors.EVENT_READ) | (seen & select.POLLOUT and selectors.EVENT_WRITE)


class HearsNoHangUp(asyncio.SelectorEventLoop):
    """Is not told that the other end of a pipe is gone, nor that a datagram has come back."""

    def __init__(self):
        super().__init__(KnowsNoHangUp())


class ForgetsThePosition(Base):
    """The position of a file is that before the call when sock_sendfile raises an error."""

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        before = file.tell()
        try:
            return await super().sock_sendfile(sock, file, offset, count, fallback=fallback)
        except OSError:
            file.seek(before)
            raise


class DropsAtTheSecondEnd(Base):
    """A second write_eof of a pipe drops what waits to be sent."""

    class Writer(unix_events._UnixWritePipeTransport):
        def write_eof(self):
            if self._closing and self._buffer:
                self.abort()
            super().write_eof()

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return self.Writer(self, pipe, protocol, waiter, extra)


class EndsWithNoBytes(Base):
    """No bytes that are written to a pipe close it."""

    class Writer(unix_events._UnixWritePipeTransport):
        def write(self, data):
            if data:
                super().write(data)
            else:
                self.close()

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return self.Writer(self, pipe, protocol, waiter, extra)


class RefusesPipes(Base):
    """Refuses some of what is used like a pipe."""

    def refuses(self, pipe):
        raise NotImplementedError

    async def connect_read_pipe(self, protocol_factory, pipe):
        if self.refuses(pipe):
            raise ValueError('not a pipe')
        return await super().connect_read_pipe(protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        if self.refuses(pipe):
            raise ValueError('not a pipe')
        return await super().connect_write_pipe(protocol_factory, pipe)


class TakesNoTerminals(RefusesPipes):
    """Refuses terminals where a pipe is asked for."""

    def refuses(self, pipe):
        return os.isatty(pipe.fileno())


class TakesNoNamedPipes(RefusesPipes):
    """Refuses pipes that have a name."""

    def refuses(self, pipe):
        return isinstance(pipe.name, str)


class LooksNamesUpInItsThread(Base):
    """Does nothing else while a name is looked up."""

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return socket.getaddrinfo(host, port, family, type, proto, flags)


class NoUnixDatagrams(Base):
    """Has datagrams of the network alone."""

    async def create_datagram_endpoint(self, protocol_factory, *args, sock=None, **keywords):
        if sock is not None and sock.family == socket.AF_UNIX:
            raise ValueError('not of the network')
        return await super().create_datagram_endpoint(protocol_factory, *args, sock=sock, **keywords)


class SendsAtOnceOrNever(Base):
    """Sends a datagram at once or not at all."""

    async def sock_sendto(self, sock, data, address):
        return sock.sendto(data, address)


class ClaimsToHaveSent(Base):
    """Says of a datagram that it was sent when the task that sends it is cancelled."""

    async def sock_sendto(self, sock, data, address):
        try:
            return await super().sock_sendto(sock, data, address)
        except asyncio.CancelledError:
            return len(data)


class ForgetsWhy(Base):
    """Loses the message with which a task was cancelled that sends a datagram."""

    async def sock_sendto(self, sock, data, address):
        try:
            return await super().sock_sendto(sock, data, address)
        except asyncio.CancelledError:
            raise asyncio.CancelledError from None


class KeepsWhoSends(Base):
    """Remembers every task that sends a datagram."""

    senders = []

    async def sock_sendto(self, sock, data, address):
        self.senders.append(asyncio.current_task())
        return await super().sock_sendto(sock, data, address)


class WatchesOn(Base):
    """Watches a socket on when what has waited for it is over."""

    async def sock_recv(self, sock, nbytes):
        return await self.watched(sock, super().sock_recv(sock, nbytes))

    async def watched(self, sock, operation):
        try:
            return await operation
        finally:
            self._add_reader(sock.fileno(), int)


class WatchesOnForDatagrams(WatchesOn):
    """Does so for datagrams alone."""

    sock_recv = Base.sock_recv

    async def sock_recvfrom(self, sock, bufsize):
        return await self.watched(sock, super().sock_recvfrom(sock, bufsize))


class WatchesOnForBuffers(WatchesOn):
    """Does so for datagrams in buffers alone."""

    sock_recv = Base.sock_recv

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        return await self.watched(sock, super().sock_recvfrom_into(sock, buf, nbytes))


class WatchesOnForRoom(Base):
    """Watches a socket for room to send when a datagram was sent."""

    async def sock_sendto(self, sock, data, address):
        try:
            return await super().sock_sendto(sock, data, address)
        finally:
            self._add_writer(sock.fileno(), int)


class WatchesOnForRoomInVain(Base):
    """Watches a socket for room to send when who has waited for it has given up."""

    async def sock_sendto(self, sock, data, address):
        try:
            return await super().sock_sendto(sock, data, address)
        except asyncio.CancelledError:
            self._add_writer(sock.fileno(), int)
            raise


class OtherConnection(Base):
    """Has transports of another class. A base of others."""

    Connection = selector_events._SelectorSocketTransport

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        return self.Connection(self, sock, protocol, waiter, extra, server)


class OtherEndpoint(Base):
    """Has endpoints of datagrams of another class. A base of others."""

    Endpoint = selector_events._SelectorDatagramTransport

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        return self.Endpoint(self, sock, protocol, address, waiter, extra)


class LosesRefusedDatagrams(OtherEndpoint):
    """Forgets a datagram that the system refuses."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def sendto(self, data, addr=None):
            try:
                self._sock.send(data)
            except BlockingIOError:
                pass


class ForgetsBehindErrors(OtherEndpoint):
    """Forgets what is sent in an iteration behind a datagram that is too large."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        _has_failed = False

        def sendto(self, data, addr=None):
            if len(data) > 65507:
                self._has_failed = True
                self._loop.call_soon(setattr, self, "_has_failed", False)
            elif self._has_failed:
                return
            super().sendto(data, addr)


class ClosesBeforeWhatHasWaited(OtherEndpoint):
    """Forgets the datagrams that have waited for an iteration when their endpoint is closed."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        _has_waited = False

        def sendto(self, data, addr=None):
            super().sendto(data, addr)
            self._loop.call_soon(setattr, self, "_has_waited", True)

        def close(self):
            if self._has_waited and self._buffer:
                self._buffer.clear()
            super().close()


class DeafAfterARefusal(OtherEndpoint):
    """Receives no datagram behind the news that nobody has received one."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def _read_ready(self):
            try:
                self._sock.recv(1, socket.MSG_PEEK)
            except ConnectionRefusedError as refused:
                self._loop._remove_reader(self._sock_fd)
                self._protocol.error_received(refused)
            except OSError:
                pass
            else:
                super()._read_ready()


class ForgetsWhoFindsNothing(Base):
    """Watches no longer for a reader for whom there is nothing any more when it is called."""

    def add_reader(self, fd, callback, *args):
        def look():
            if select.select([fd], [], [], 0)[0]:
                callback(*args)
            else:
                self.remove_reader(fd)

        super().add_reader(fd, look)


class LatestFirst(OtherConnection):
    """Sends what is written in an iteration behind what has waited longer newest first."""

    class Connection(selector_events._SelectorSocketTransport):
        _late = None

        def write(self, data):
            had = self.get_write_buffer_size()
            if self._late is None:
                super().write(data)
                if self.get_write_buffer_size() > had:
                    self._loop.call_soon(self._begin_late)
            elif self._late:
                self._late.insert(0, data)
            else:
                self._late.append(data)
                self._loop.call_soon(self._write_late)

        def _begin_late(self):
            if self._late is None and self.get_write_buffer_size():
                self._late = []

        def _write_late(self):
            late, self._late = self._late, None
            for data in late:
                super().write(data)


class SendsToTheLastAddress(LosesRefusedDatagrams):
    """Sends all datagrams that wait to the address of the last one."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def _sendto_ready(self):
            if not self._extra['peername']:
                last = self._buffer[-1][1]
                self._buffer = type(self._buffer)((data, last) for data, _ in self._buffer)
            super()._sendto_ready()


class SendsAfterAbort(LosesRefusedDatagrams):
    """Sends what waits after an abort."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def abort(self):
            self.close()


class AbortsWithAnError(LosesRefusedDatagrams):
    """Calls it an error of the endpoint that something waits when it is aborted."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def abort(self):
            self._force_close(OSError('cancelled') if self._buffer else None)


class NeverPauses(LosesRefusedDatagrams):
    """Lets as many datagrams wait as anybody likes."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def _maybe_pause_protocol(self):
            pass


class ClosesPipesTwice(Base):
    """Closes the descriptor of a pipe, and then the pipe."""

    class Twice(unix_events._UnixReadPipeTransport):
        def _call_connection_lost(self, exc):
            os.close(self._fileno)
            super()._call_connection_lost(exc)

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return self.Twice(self, pipe, protocol, waiter, extra)


def close_again(loop, fd):
    """Closes what has the number of a descriptor when the loop has come a little further."""

    def close():
        with contextlib.suppress(OSError):
            os.close(fd)

    loop.call_soon(loop.call_soon, close)


class ClosesConnectionsTwice(OtherConnection):
    """Closes the socket of a connection, and later its descriptor."""

    class Connection(selector_events._SelectorSocketTransport):
        def _call_connection_lost(self, exc):
            close_again(self._loop, self._sock_fd)
            super()._call_connection_lost(exc)


class ClosesEndpointsTwice(OtherEndpoint):
    """Closes the socket of an endpoint, and later its descriptor."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        def _call_connection_lost(self, exc):
            close_again(self._loop, self._sock_fd)
            super()._call_connection_lost(exc)


class ClosesServersTwice(Base):
    """Closes the socket of a server, and later its descriptor."""

    def _stop_serving(self, sock):
        close_again(self, sock.fileno())
        super()._stop_serving(sock)


class CountsWhatWasSent(LosesRefusedDatagrams):
    """Has something left of each datagram that has waited."""

    class Endpoint(selector_events._SelectorDatagramTransport):
        _left = 0

        def _maybe_pause_protocol(self):
            self._left += 8
            super()._maybe_pause_protocol()

        def get_write_buffer_size(self):
            return super().get_write_buffer_size() + self._left


class ServesAtFilesOnly(Base):
    """Knows no abstract names of servers."""

    async def create_unix_server(self, protocol_factory, path=None, **kwargs):
        if path is not None and os.fsencode(path).startswith(b'\0'):
            raise ValueError('embedded null byte')
        return await super().create_unix_server(protocol_factory, path, **kwargs)


class ConnectsToFilesOnly(Base):
    """The same for connections."""

    async def create_unix_connection(self, protocol_factory, path=None, **kwargs):
        if path is not None and os.fsencode(path).startswith(b'\0'):
            raise ValueError('embedded null byte')
        return await super().create_unix_connection(protocol_factory, path, **kwargs)


class KeepsItsInterruptHandler(Base):
    """Puts a handler of its own around that of the runner, and leaves it there."""

    def run_until_complete(self, future):
        runners = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, lambda *args: runners(*args))
        return super().run_until_complete(future)


class Interruptible(Base):
    """Has a word in what SIGINT does to a run; as it stands, what the runner wants."""

    def run_until_complete(self, future):
        runners = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, lambda *args: self.interrupted(future, runners, args))
        try:
            return super().run_until_complete(future)
        finally:
            signal.signal(signal.SIGINT, runners)

    def interrupted(self, future, runners, args):
        runners(*args)


class InterruptsWhereItIs(Interruptible):
    """Raises KeyboardInterrupt in whatever code is running."""

    def interrupted(self, future, runners, args):
        raise KeyboardInterrupt


class InterruptsTheFirstIteration(Interruptible):
    """Does so until it has done its first iteration."""

    begun = False

    def _run_once(self):
        super()._run_once()
        self.begun = True

    def interrupted(self, future, runners, args):
        if not self.begun:
            raise KeyboardInterrupt
        runners(*args)


class SleepsOn(Base):
    """Is not woken by calls from the handler of a signal."""

    def call_soon_threadsafe(self, callback, *args, context=None):
        return self.call_soon(callback, *args, context=context)


class CancelsTheCleanUp(Interruptible):
    """Cancels the main task again in the iteration after the next one."""

    def interrupted(self, future, runners, args):
        runners(*args)
        self.call_soon(self.call_soon, future.cancel)


class SwallowsInterrupts(Base):
    """A run that was cancelled returns None."""

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            return None


class CancelsEachTime(Interruptible):
    """Cancels the main task at every signal."""

    def interrupted(self, future, runners, args):
        future.cancel()


class CountsOverRuns(Interruptible):
    """Takes the first signal of the second run for a second one."""

    before = False

    def interrupted(self, future, runners, args):
        if self.before:
            raise KeyboardInterrupt
        self.before = True
        runners(*args)


class KeepsItsHooks(Base):
    """Still hears of asynchronous generators when it has stopped."""

    def run_forever(self):
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)


class NeverFallsBack(Base):
    """Sends files by the system or not at all."""

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        return await super().sendfile(transport, file, offset, count, fallback=False)


class CutsByTheFallback(Base):
    """Sends at most so much of a file as it reads at once, where the system sends none."""

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        if hasattr(os, 'sendfile'):
            return await super().sendfile(transport, file, offset, count, fallback=fallback)
        return await super().sendfile(transport, file, offset, min(count or 16384, 16384), fallback=fallback)


class NeverFallsBackWithSockets(Base):
    """The same for sockets."""

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        return await super().sock_sendfile(sock, file, offset, count, fallback=False)


class SendsFilesAtOnceOrNever(Base):
    """Sends no file to a socket that takes nothing at the moment."""

    async def sock_sendfile(self, sock, *args, **keywords):
        if not select.select([], [sock], [], 0)[1]:
            raise BlockingIOError
        return await super().sock_sendfile(sock, *args, **keywords)


class StaysInItsProcess(Base):
    """Runs in a thread what a pool of processes is to run."""

    def run_in_executor(self, executor, func, *args):
        pool = isinstance(executor, concurrent.futures.ProcessPoolExecutor)
        return super().run_in_executor(None if pool else executor, func, *args)


class TellsAnotherSocket(Base):
    """Says that another socket could not accept a client."""

    def call_exception_handler(self, context):
        if 'socket' in context:
            context['socket'] = self._ssock
        super().call_exception_handler(context)


class GivesServersUp(Base):
    """Accepts nobody any more when a client could not be accepted."""

    def call_later(self, delay, callback, *args, **keywords):
        again = getattr(callback, '__name__', '') == '_start_serving'
        return super().call_later(delay, (lambda *_: None) if again else callback, *args, **keywords)


class TellsTheEndInCircles(OtherConnection):
    """Tells a protocol that its connection is lost each time it closes it, also if it does so when it is told that."""

    class Connection(selector_events._SelectorSocketTransport):
        def close(self):
            super().close()
            self.get_protocol().connection_lost(None)


class StaysForTrueOnly(OtherConnection):
    """Keeps a connection open whose protocol answers the end with True, and for no other true value."""

    class Connection(selector_events._SelectorSocketTransport):
        def _read_ready__on_eof(self):
            self.end(self.get_protocol().eof_received() is True)

        def end(self, stays):
            if stays:
                self._loop._remove_reader(self._sock_fd)
            else:
                self.close()


class ClosesForNoneOnly(StaysForTrueOnly):
    """Closes a connection whose protocol answers the end with None or False, and for no other false value."""

    class Connection(StaysForTrueOnly.Connection):
        def _read_ready__on_eof(self):
            answer = self.get_protocol().eof_received()
            self.end(answer is not None and answer is not False)


class TellsTwiceBehindResume(OtherEndpoint):
    """Tells of the end of an endpoint twice, if the protocol has ended it in resume_writing."""

    class Endpoint(asyncio.selector_events._SelectorDatagramTransport):
        def _maybe_resume_protocol(self):
            before = self.is_closing()
            super()._maybe_resume_protocol()
            if self.is_closing() and not before:
                self._loop.call_soon(self.get_protocol().connection_lost, None)
