"""The agent of asyncio-tck: lets the kit drive the asyncio of this interpreter.

The kit starts it as `python agent.py SOCKET OPTIONS` and speaks the protocol of PROTOCOL.md with it.
It needs Python 3.8 or newer and nothing besides the standard library. It knows no name of the API
under test: the kit says which object, which name and which arguments.

Four chapters: the wire, the surroundings of a test, the laboratory, the process.

A set-up may replace what the standard library offers (gevent's does), so all that the agent needs for
itself is taken before, and asyncio is not imported until the set-up has run.
"""

import sys

if sys.version_info < (3, 8):
    sys.exit('asyncio-tck needs Python 3.8 or newer')

import collections
import collections.abc
import faulthandler
import gc
import importlib
import inspect
import io
import json
import linecache
import logging
import os
import platform
import selectors
import signal
import struct
import tempfile
import threading
import traceback
import types
import warnings
import weakref
from _thread import RLock, allocate_lock, get_ident, start_new_thread
from base64 import b64decode, b64encode
from select import select
from socket import AF_UNIX
from socket import socket as Socket
from threading import local as Local
from time import get_clock_info, perf_counter, process_time, sleep, thread_time
from zlib import crc32

try:
    from select import POLLIN, poll
except ImportError:
    poll = None

PROTOCOL = 2
LIMIT = 16 << 20
MAIN_THREAD = get_ident()
PROCESS = os.getpid()
NOT_THE_LOOPS = frozenset(
    ('__main__', 'asyncio', '_asyncio', 'concurrent', 'contextvars', '_contextvars', 'socket', '_socket', '_io')
    + sys.builtin_module_names
    + tuple(getattr(sys, 'stdlib_module_names', ()))
)
RUNS = ('run_forever', 'run_until_complete')  # much else can go wrong in there
CHEAP_COLLECTION = sys.implementation.name == 'cpython'  # elsewhere it takes 100 ms


# ---------------------------------------------------------------------------------------------
# The wire: values, and the objects of both sides
#
# Objects cross by number. `Objects` holds what the kit has of ours, `Kit` stands here for what we
# have of the kit's. Each side counts how often it was sent a number and gives that count back when
# it has dropped the last copy, so that a number in flight is never lost.
#
# The garbage collector runs only in `Agent.tidy`: a finalizer may call back into the kit, and must
# not do so in the middle of reading or writing a frame.
# ---------------------------------------------------------------------------------------------

JSON = json.JSONEncoder(separators=(',', ':'), check_circular=False)
ENCODE = JSON.encode
DECODE = json.JSONDecoder().scan_once
OF_THE_LANGUAGE = (float, bytes, list, tuple, dict, set, frozenset)  # a loop may give instances of their subclasses
PLAIN = frozenset((type(None), bool, int, str))
SIZE = struct.Struct('>I')


if getattr(json.encoder, 'c_make_encoder', None) is not None:  # PyPy has none
    # JSON.encode makes this anew for each text.
    CHUNKS = json.encoder.c_make_encoder(
        None, JSON.default, json.encoder.encode_basestring_ascii, None, ':', ',', False, False, True
    )

    def ENCODE(message):
        return ''.join(CHUNKS(message, 0))


class AgentError(Exception):
    """The kit asked for something that cannot be: a broken message, an object of an earlier test."""


class StartError(Exception):
    """The loop under test cannot be evaluated: a sentence, and Python's traceback beneath it."""


class Hang(SystemExit):
    """The loop waits for what can never come. A SystemExit, because those leave every loop."""


class Stop(SystemExit):
    """The kit gives the test up, from inside of a callback."""


class KitException(Exception):
    """A kit exception that has no counterpart in Python."""


class KitError(BaseException):
    """A kit error that is not an exception and has no counterpart in Python."""


class Kit:
    """Something that belongs to the kit: a value that is only passed on, or a function to call."""

    def __init__(self, agent, number, same):
        self.agent = agent
        self.number = number
        self.same = same
        self.received = 0
        self.gone = False
        self.test = agent.test

    def __eq__(self, other):
        return type(other) is Kit and self.same == other.same

    def __hash__(self):
        return self.same

    def __call__(self, *args):
        return self.ask('call', args)

    def is_of_this_test(self):
        return self.test == self.agent.test

    def ask(self, action, args, **more):
        agent = self.agent
        if not self.is_of_this_test():
            raise AgentError('%r is not known: it belongs to an earlier test' % self)
        return agent.ask({'do': action, 'on': self.told(), 'args': [agent.encode(arg) for arg in args], **more})

    def __repr__(self):
        return '<kit %d>' % self.number

    def told(self):
        """Its number, for the kit. Of what is collected together, one may end before another tells of it: it stays."""
        end = (self.number, self.received)
        if self.gone and end in self.agent.dropped:
            self.agent.dropped.remove(end)
            self.gone = False
        return self.number

    def __del__(self):
        self.gone = True
        agent = self.agent
        agent.dropped.append((self.number, self.received))
        known = agent.peers.get(self.number)
        if known is not None:
            peer = known()
            if peer is None or peer is self:
                agent.peers.pop(self.number, None)

    executor = None  # a weak reference to what stands for it as an executor

    def as_executor(self, kind):
        executor = self.executor and self.executor()
        if executor is None:
            executor = executor_class(kind)(self)
            self.executor = weakref.ref(executor)
        return executor


EXECUTOR_KINDS = ('executor', 'thread_pool')
KEYWORD_KINDS = ('task_factory', 'task_constructor', 'keyword_function')
WRAPPED_KINDS = (*KEYWORD_KINDS, 'awaitable', 'coroutine_function', 'protocol')
EXECUTOR_CLASS = []
EXCEPTION_GROUP = getattr(sys.modules['builtins'], 'BaseExceptionGroup', ())  # since 3.11


def executor_class(kind):
    """The class of executors whose threads are the kit's, made when a set-up can no longer come."""
    if not EXECUTOR_CLASS:
        EXECUTOR_CLASS.extend(new_executor_classes())
    return EXECUTOR_CLASS[EXECUTOR_KINDS.index(kind)]


def new_executor_classes():
    import concurrent.futures

    class KitExecutor(concurrent.futures.Executor):
        def __init__(self, kit):
            super().__init__()
            self.kit = kit
            self.number = kit.number

        def submit(self, function, *args, **kwargs):
            future = concurrent.futures.Future()

            def run():
                if future.set_running_or_notify_cancel():
                    try:
                        future.set_result(function(*args, **kwargs))
                    except BaseException as error:
                        future.set_exception(error)

            self.kit(run)
            return future

    class KitThreadPool(KitExecutor, concurrent.futures.ThreadPoolExecutor):
        def submit(self, function, *args, **kwargs):
            if self.kit in self.kit.agent.shut_down:
                raise RuntimeError('the pool was shut down')
            return super().submit(function, *args, **kwargs)

        def shutdown(self, *args, **kwargs):
            # The kit's pool outlives what stands for it, and is known by its number while that is held.
            self.kit.agent.shut_down.add(self.kit)
            super().shutdown(*args, **kwargs)

    return KitExecutor, KitThreadPool


class KeywordFunction:
    """A task factory, what one is made of, or another function of the kit's that takes keywords."""

    def __init__(self, kit):
        self._tck_kit = kit

    def __call__(self, *args, **kwargs):
        return self._tck_kit.ask('call', (*args, kwargs))


class AwaitableObject:
    """What can be awaited though it is neither a coroutine nor a future."""

    def __init__(self, kit):
        self._tck_kit = kit

    def __await__(self):
        return self._tck_kit.ask('call', ()).__await__()


PROTOCOL_CLASSES = {}


def protocol_class(name, kinds):
    """The class of protocols that the kit implements, made when a set-up can no longer come."""
    cls = PROTOCOL_CLASSES.get(name)
    if cls is None:
        cls = PROTOCOL_CLASSES[name] = new_protocol_class(name, kinds.members_of('asyncio.' + name))
    return cls


def new_protocol_class(name, methods):
    """A class of protocols, or of policies, of which each method that the kit knows asks the kit."""
    base = getattr(asyncio, name)
    methods = methods or [method for method in dir(base) if not method.startswith('_')]
    return type('Kit' + name, (base,), dict({method: asking(method) for method in methods}, _tck_kit=None))


def asking(name):
    def method(self, *args):
        self._tck_kit.agent.given = [type(arg) for arg in args]
        args = [bytes(arg) if isinstance(arg, (bytearray, memoryview)) else arg for arg in args]
        result = self._tck_kit.ask('invoke', args, name=name)
        if self._tck_kit.agent.answers_by_texts and isinstance(result, bool):
            return 'yes' if result else ''
        return None if result is False else result  # like a method that returns nothing, as most do

    method.__name__ = name
    return method


@types.coroutine
def drive(kit):
    """Runs a kit coroutine: tells it what it was sent, and yields what it waits for."""
    agent = kit.agent
    agent.kept.pop(kit.number, None)
    verb, value = 'send', None
    while True:
        try:
            step, on = kit.ask(verb, (value,))
        finally:
            value = None  # an exception would hold this frame, and the frame the exception
        if step == 'return':
            return on
        verb = 'send'
        try:
            if step == 'await':
                value = yield from on.__await__()
            elif on is None:
                value = yield
            else:
                on._asyncio_future_blocking = True
                value = yield on
        except GeneratorExit:
            if kit.is_of_this_test():
                kit.ask('close', ())
            raise
        except BaseException as error:
            verb, value = 'throw', error


async def kit_coroutine(kit):
    return await drive(kit)


def generator(items):
    yield from items


async def async_generator(values, clean_up):
    try:
        for value in values:
            yield value
    finally:
        if clean_up.is_of_this_test():
            await clean_up()


class Waiter:
    """A task that waits, of which only weak references are left once it is cancelled."""

    def __init__(self, loop, awaitable):
        self.futures = []  # at which it has waited
        self.ended = []  # with what
        self.running = loop.create_task(watched(Watched(awaitable, self.futures), self.ended))
        self.task = weakly(self.running)

    def cancel(self):
        self.running.cancel()
        self.running = None

    def kept(self, but):
        if self.ended != [asyncio.CancelledError]:
            return []
        futures = [future() for future in self.futures]
        left = [future for future in futures if future is not None and not any(future is own for own in but)]
        return ['a future'] * bool(left) + ['a task'] * (self.task() is not None)


def kept_of(waiters, but):
    return ', '.join(sorted({what for waiter in waiters for what in waiter.kept(but)})) or 'nothing'


def weakly(value):
    """A weak reference; one to nothing, where there are none to objects of that class, or for None."""
    try:
        return weakref.ref(value)
    except TypeError:
        return lambda: None


class Watched:
    """An awaitable, and weak references to what it waits at."""

    def __init__(self, awaitable, futures):
        self.steps = awaitable.__await__()
        self.futures = futures

    def __await__(self):
        steps, self.steps, futures = self.steps, None, self.futures
        value = error = on = None
        while True:
            try:
                on = steps.send(value) if error is None else steps.throw(error)
            except StopIteration as stop:
                return stop.value
            futures.append(weakly(on))
            value = error = None
            try:
                value = yield on
            except BaseException as raised:
                error = raised
            on = None


async def watched(awaitable, ended):
    try:
        return await awaitable
    except BaseException as error:
        ended.append(type(error))
        while error is not None:  # the kit may hold it, and the frames hold what was waited at
            error.__traceback__ = None
            error = error.__context__
        raise


class WatchedPipe(io.FileIO):
    """A pipe that takes other descriptors each time that it is closed: the lowest that are free by then."""

    def __init__(self, pipe):
        super().__init__(os.dup(pipe.fileno()), pipe.mode)
        pipe.close()
        self.others = []

    def close(self):
        if not self.closed:
            self.others = [(fd, os.fstat(fd).st_ino) for fd in os.pipe()]
        super().close()

    def spared(self):
        """Closes the pipe, and the others; whether they were still there."""
        self.close()
        others, self.others = self.others, []
        left = [fd for fd, inode in others if is_open(fd, inode)]
        for fd in left:
            io.FileIO(fd).close()  # at once: gevent's os.close waits for whoever watches the descriptor
        return left == [fd for fd, _ in others]


def is_open(fd, inode):
    try:
        return os.fstat(fd).st_ino == inode
    except OSError:
        return False


class FutureLike:
    """What another library may have for a future."""

    _asyncio_future_blocking = False


async def outermost(future):
    return await midway(future)


async def midway(future):
    return await innermost(future)


async def innermost(future):
    return await future


def coroutine_function(kit):
    async def function(*args):
        return await kit(*args)

    function._tck_kit = kit
    return function


class Objects:
    """What the kit holds of ours, by number, with how often each was sent."""

    def __init__(self):
        self.lock = RLock()
        self.next = 1
        self.entries = {}
        self.numbers = {}

    def number(self, value):
        with self.lock:
            number = self.numbers.get(id(value))
            if number is None:
                number = self.next
                self.next += 1
                self.numbers[id(value)] = number
                self.entries[number] = [value, 0]
            self.entries[number][1] += 1
            return number

    def get(self, number):
        try:
            return self.entries[number][0]
        except KeyError:
            raise AgentError('object %r is not known: it belongs to an earlier test' % (number,)) from None

    def free(self, counts):
        released = []  # dropped outside of the lock: a finalizer may call the kit
        with self.lock:
            for number, count in counts:
                entry = self.entries.get(number)
                if entry is not None:
                    entry[1] -= count
                    if entry[1] <= 0:
                        released.append(entry)
                        del self.entries[number], self.numbers[id(entry[0])]

    def forget(self, value):
        """Lets go of what the kit has handed over for good, though it still has the number."""
        with self.lock:
            number = self.numbers.pop(id(value), None)
            if number is not None:
                del self.entries[number]

    def clear(self):
        with self.lock:
            released = list(self.entries.values())
            self.entries.clear()
            self.numbers.clear()
        released.clear()


class Kinds:
    """Which of the kit's interfaces an object is an instance of: by its class, a name, or most that it can do."""

    TELLING = 4  # fewer members than these may be there by chance
    STREAMS = ('Transport', 'WriteTransport')

    def __init__(self):
        self.known = []
        self.members = {}  # kind -> the members that tell it
        self.of_class = {}  # the path of a class -> the members that the kit knows
        self.cache = {}

    def learn(self, kinds, members):
        """Takes pairs of an interface and the Python class that it stands for, subclasses first, and their members."""
        for kind, path in kinds:
            module, _, name = path.rpartition('.')
            self.known.append((kind, name, getattr(importlib.import_module(module), name, None)))
            of_kind = {member for member, *_ in members.get(kind, ())}
            self.of_class[path] = of_kind
            if kind != 'Coroutine' and len(of_kind) >= self.TELLING:
                self.members[kind] = of_kind

    def members_of(self, path):
        return self.of_class.get(path, ())

    def of(self, value):
        cls = type(value)
        if cls is types.ModuleType:
            return 'module ' + value.__name__
        kind = self.cache.get(cls)
        if kind is None:
            kind = self.find(cls, value)
            if kind in self.STREAMS and hasattr(cls, 'sendto'):
                # Of asyncio's own transports those of datagrams are of this class too, before 3.12 of no other.
                kind = 'DatagramTransport'
            self.cache[cls] = kind
        return kind

    def find(self, cls, value):
        for kind, _, known in self.known:
            if known is not None and issubclass(cls, known):
                return kind
        names = {base.__name__ for base in cls.__mro__}
        for kind, name, _ in self.known:
            if name in names:
                return kind
        likely = [(has, has / of, kind) for kind, has, of in self.counts(cls) if has / of > 0.5]
        if likely:
            return max(likely, key=lambda one: one[:2])[2]  # the first of the best
        return 'callable' if callable(value) else 'object'

    def counts(self, cls):
        """How many members of each interface a class has, and of how many: one that is half-written has not all."""
        for kind, _, _ in self.known:
            members = self.members.get(kind, ())
            if members:
                yield kind, sum(hasattr(cls, member) for member in members), len(members)


def public_name(cls):
    """The name under which users know an exception class."""
    module = cls.__module__
    if module == '__main__':
        return 'agent.' + cls.__name__
    for package in ('asyncio', 'concurrent.futures'):
        if module == package or module.startswith((package + '.', '_' + package)):
            return package + '.' + cls.__name__
    return cls.__name__ if module == 'builtins' else module + '.' + cls.__qualname__


def places_of(error):
    """Where an exception was raised, in the lines of Python's tracebacks, without our part of it."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename != __file__:
            places.append('File "%s", line %d, in %s' % (code.co_filename, trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return places[-8:]


def compiled_place(target, name):
    """The same of a member of the loop's that has no lines of Python, and runs nobody else's code."""
    cls = type(target)
    if cls.__module__.partition('.')[0] in NOT_THE_LOOPS or name in RUNS or not hasattr(cls, name):
        return {}
    return {'where': ['in %s.%s (compiled)' % (cls.__qualname__, name)]}


def told_of_signals(descriptor):
    """Sets to what the interpreter writes when there is a signal. Returns what it was; -1 is nothing."""
    try:
        return signal.set_wakeup_fd(descriptor)
    except (OSError, ValueError):
        return -1  # it is closed, or this is not the main thread


def exception_class(name, base):
    """The class for a kit exception; without a name one of ours."""
    if name is None:
        return KitException if base == 'Exception' else KitError
    if name == 'agent.Stop':
        return Stop
    module, _, attribute = name.rpartition('.')
    return getattr(importlib.import_module(module), attribute)


class Agent:
    """All that the threads of the agent share: carries out what the kit asks, and asks the kit."""

    TIDY_EVERY = 2000

    def __init__(self, path):
        self.path = path
        self.local = Local()
        self.objects = Objects()
        self.kinds = Kinds()
        self.dropped = collections.deque()
        self.test = 0
        self.forget_kit()
        self.messages = 0
        self.asked = 0
        self.tidied = 0
        self.tidying = allocate_lock()
        self.collecting = 0
        self.itself = None  # the object number 0
        self.host = None  # where loops live only inside of something
        self.given = []  # the classes of what a protocol was given just now

    def forget_kit(self):
        self.lock = RLock()
        self.peers = {}  # number -> weak reference to what stands for it here
        self.kits = weakref.WeakKeyDictionary()  # coroutine -> its Kit
        self.whole_seconds = False  # whether the floats that are whole numbers are taken for ints
        self.answers_by_texts = False  # whether methods of the kit's return texts for booleans
        self.shut_down = set()  # the kit's pools of threads that are of no use any more
        self.held = {}  # number -> exception, for classes without weak references
        self.kept = {}  # number -> coroutine that only the kit uses: new, or driven by hand

    # Values

    def encode(self, value):
        cls = type(value)
        if cls in PLAIN:
            return value
        if cls is float:
            return value if value - value == 0 else {'float': repr(value)}
        if cls is Kit:
            return {'kit': value.told()}
        if cls in EXECUTOR_CLASS:
            return {'kit': value.number}
        if cls is KeywordFunction or cls is AwaitableObject or cls in PROTOCOL_CLASSES.values():
            return {'kit': value._tck_kit.told()}
        if cls is types.FunctionType and '_tck_kit' in vars(value):
            return {'kit': value._tck_kit.told()}
        if cls is list or cls is tuple:
            return [self.encode(item) for item in value]
        if cls is types.CoroutineType:
            kit = self.kits.get(value)
            if kit is not None:
                return {'kit': kit.told()}
        elif cls is set or cls is frozenset:
            return {'set': [self.encode(item) for item in value]}
        elif cls is bytes:
            return {'bytes': b64encode(value).decode('ascii')}
        elif cls is dict:
            return {'map': {str(key): self.encode(item) for key, item in value.items()}}
        elif isinstance(value, BaseException):
            return self.encode_exception(value)
        elif isinstance(value, OF_THE_LANGUAGE) and cls is not Pattern:
            return self.encode(next(base for base in OF_THE_LANGUAGE if isinstance(value, base))(value))
        return {'agent': self.objects.number(value), 'kind': self.kinds.of(value)}

    def encode_exception(self, error):
        kit = getattr(error, '_tck_kit', None)
        if kit is not None:
            return {'kit': kit.told()}
        try:
            message = str(error) if error.args else None
        except Exception:
            message = None
        names = [public_name(cls) for cls in type(error).__mro__ if cls is not object]
        encoded = {'agent': self.objects.number(error), 'exception': names, 'message': message}
        carries = self.carried(error)
        if carries:
            encoded['carries'] = carries
        where = places_of(error)
        if where:
            encoded['where'] = where
        if error.__cause__ is not None and error.__cause__ is not error:
            encoded['cause'] = self.encode_exception(error.__cause__)
        return encoded

    def carried(self, error):
        """The attributes of an exception that are plain values, and the exceptions of a group."""
        carried = {
            name: self.encode(value)
            for name, value in getattr(error, '__dict__', {}).items()
            if not name.startswith('_') and type(value) in (int, str, bytes)
        }
        if isinstance(error, EXCEPTION_GROUP):
            carried['exceptions'] = [self.encode_exception(each) for each in error.exceptions]
        return carried

    def decode(self, value):
        cls = type(value)
        if cls is dict:
            if 'kit' in value:
                return self.peer(value)
            if 'agent' in value:
                return self.objects.get(value['agent'])
            if 'map' in value:
                return {key: self.decode(item) for key, item in value['map'].items()}
            if 'set' in value:
                return {self.decode(item) for item in value['set']}
            if 'generator' in value:
                return generator([self.decode(item) for item in value['generator']])
            if 'bytes' in value:
                return b64decode(value['bytes'])
            if 'tuple' in value:
                return tuple([self.decode(item) for item in value['tuple']])
            if 'path' in value:
                return importlib.import_module('pathlib').Path(value['path'])
            if 'float' in value:
                return float(value['float'])
            raise AgentError('not a value: %r' % (value,))
        if cls is list:
            return [self.decode(item) for item in value]
        if cls is float and self.whole_seconds and value.is_integer():
            return int(value)
        return value

    def peer(self, value):
        """What stands here for something that belongs to the kit: one object for as long as it lives."""
        number, kind = value['kit'], value.get('kind')
        cause = self.decode(value['cause']) if 'cause' in value else None
        with self.lock:
            known = self.peers.get(number)
            peer = self.held.get(number) if known is None else known()
            if peer is None:
                peer = self.new_peer(number, kind, value)
            if kind == 'coroutine':
                self.kits[peer].received += 1
            elif kind in WRAPPED_KINDS:
                peer._tck_kit.received += 1
            elif kind == 'exception':
                peer._tck_kit.received += 1
                if cause is not None:
                    peer.__cause__ = cause
            else:
                peer.received += 1
        return peer.as_executor(kind) if kind in EXECUTOR_KINDS else peer

    def new_peer(self, number, kind, value):
        kit = peer = Kit(self, number, value.get('same', number))
        if kind == 'coroutine':
            peer = kit_coroutine(kit)
            self.kits[peer] = kit
            self.kept[number] = peer
        elif kind in KEYWORD_KINDS:
            peer = KeywordFunction(kit)
        elif kind == 'awaitable':
            peer = AwaitableObject(kit)
        elif kind == 'coroutine_function':
            peer = coroutine_function(kit)
        elif kind == 'protocol':
            peer = protocol_class(value['of'], self.kinds)()
            peer._tck_kit = kit
        elif kind == 'exception':
            message = value.get('message')
            cls = exception_class(value.get('type'), value.get('base'))
            peer = cls() if message is None else cls(message)
            peer._tck_kit = kit
        try:
            self.peers[number] = weakref.ref(peer)
        except TypeError:
            self.held[number] = peer
        return peer

    # Channels

    def channel(self):
        """The channel of this thread; a thread that the kit does not know opens one."""
        channel = getattr(self.local, 'channel', None)
        if channel is None:
            channel = self.local.channel = Channel(self, self.path, 'reverse')
        return channel

    def ask(self, request):
        self.asked += 1
        return self.channel().ask(request)

    def said(self):
        """A number that changes when the kit asks for something, or is asked."""
        return self.messages + self.asked

    def take_dropped(self):
        counts = []
        if self.collecting:
            return counts  # something else may tell of it yet
        while self.dropped:
            counts.append(self.dropped.popleft())
        return counts

    def perform(self, request, channel):
        """Carries a request out. The channel keeps the value until the kit has read the answer."""
        target = None
        try:
            if 'free' in request:
                self.objects.free(request['free'])
            self.messages += 1
            if self.messages % self.TIDY_EVERY == 0:
                self.tidy()
            action = getattr(self, 'do_' + request['do'], None)
            if action is None:
                raise AgentError('not a request: %r' % (request['do'],))
            on = request['on']
            target = self.itself if on == 0 else self.objects.get(on) if type(on) is int else self.decode(on)
            channel.answered = value = action(target, request)
            return {'id': request['id'], 'ok': self.encode(value)}
        except BaseException as error:
            channel.answered = error
            raised = self.encode_exception(error)
            if 'exception' in raised and 'where' not in raised and request.get('do') == 'call':
                raised.update(compiled_place(target, request['name']))
            return {'id': request.get('id'), 'raise': raised}

    def do_ended(self, target, request):
        """What came of a run, which the host has waited for."""
        return request['outcome']()

    def do_call(self, target, request):
        args = [self.decode(arg) for arg in request['args']]
        if self.host is not None and self.host.stands_in(target, request['name']):
            return self.host.call(target, request['name'], args)
        kwargs = request.get('kwargs')
        if kwargs:
            kwargs = {key: self.decode(arg) for key, arg in kwargs.items()}
            return getattr(target, request['name'])(*args, **kwargs)
        if request['name'] in ('__aexit__', '__exit__') and args[1] is not None:
            # The kit knows neither classes nor tracebacks.
            args = [type(args[1]), args[1], args[1].__traceback__]
        return getattr(target, request['name'])(*args)

    def do_apply(self, target, request):
        return target(*[self.decode(arg) for arg in request['args']])

    def do_get(self, target, request):
        return getattr(target, request['name'])

    def do_set(self, target, request):
        setattr(target, request['name'], self.decode(request['args'][0]))

    def do_step(self, target, request):
        try:
            args = [self.decode(arg) for arg in request['args']]
            on = getattr(target, request['name'])(*args)
        except StopIteration as stop:
            return ['return', stop.value]
        kit = self.kits.get(target) if type(target) is types.CoroutineType else None
        if kit is not None:
            self.kept[kit.number] = target
        return ['suspend', on]

    # Between two tests

    def forget_test(self):
        """Forgets all that a test has made. First its number: what is finalized may not call it."""
        self.test += 1
        self.objects.clear()
        self.kept.clear()
        self.shut_down.clear()
        self.tidy()
        self.forget_kit()
        self.dropped.clear()

    def tidy(self):
        """Collects garbage where that is safe: between two messages."""
        self.tidied += 1
        if CHEAP_COLLECTION or self.tidied % 50 == 0:
            if self.tidying.acquire(False):
                try:
                    self.collect(1)
                finally:
                    self.tidying.release()

    def collect(self, rounds=3):
        """Collects what nobody holds, and what that held: an interpreter may need a round for each."""
        self.collecting += 1
        try:
            for _ in range(rounds):
                gc.collect()
        finally:
            self.collecting -= 1


# ---------------------------------------------------------------------------------------------
# The surroundings of a test: what it has besides the loops, and what it may change here
# ---------------------------------------------------------------------------------------------


class Log(logging.Handler):
    """Keeps what is written to the logger of asyncio."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        level = 'ERROR' if record.levelno >= logging.ERROR else record.levelname
        raised = record.exc_info and record.exc_info[0]
        self.lines.append([level, self.format(record), raised.__name__ if raised else ''])


class Round:
    """Keeps a loop going, and calls back when there may be something new for the kit to see."""

    def __init__(self, agent, loop, callback, most, future):
        self.agent = agent
        self.loop = loop
        self.callback = callback
        self.left = most
        self.future = future
        self.said = agent.said()

    def __call__(self):
        self.left -= 1
        try:
            if self.left > 0 and self.is_quiet():
                self.loop.call_soon(self)
                return
        except Exception:
            pass  # the kit does the same, and is told what comes of it
        self.callback()

    def is_quiet(self):
        return self.agent.said() == self.said and not (self.future is not None and self.future.done())


class Surroundings:
    """What a test has around it besides the loops. What it changes in this process is undone at its end."""

    def __init__(self, agent):
        self.agent = agent
        self.undoing = []  # what is done at the end of the test, the last first
        self.printed_to = None
        self.free = None
        self.log_handler = Log()
        self.warned = []
        self.deprecated = None  # how many calls were, since somebody asks for it
        self.waiters = []

    def at_end(self, action, *args):
        """Has something done at the end of the test."""
        self.undoing.append((action, args))

    def replace(self, module, name, value):
        """Puts something in the place of what a module has, until the test ends."""
        self.at_end(setattr, module, name, getattr(module, name))
        setattr(module, name, value)

    def undo(self):
        """Takes back what the test has changed."""
        while self.undoing:
            action, args = self.undoing.pop()
            action(*args)

    # Iterations

    def go_round(self, loop, callback, most, future):
        """Calls back in a later iteration, at the latest in that which is the `most`th from now."""
        loop.call_soon(Round(self.agent, loop, callback, most, future))

    async def turns(self, most, until_said):
        """Lets others go on so many times; if `until_said`, until the kit is asked something. Gives how often."""
        said, turns = self.agent.said(), 0
        while turns < most and not (until_said and self.agent.said() != said):
            await asyncio.sleep(0)
            turns += 1
        return turns

    # Modules

    def sockets(self):
        """The module that makes the sockets which the loops under test work with."""
        return importlib.import_module('socket')

    def unix_pair(self):
        """Two Unix sockets that are connected, as `socket.socketpair` gives them elsewhere."""
        with tempfile.TemporaryDirectory() as folder, Socket(AF_UNIX) as listener:
            listener.bind(os.path.join(folder, 'socket'))
            listener.listen()
            near = Socket(AF_UNIX)
            near.connect(listener.getsockname())
            return [near, listener.accept()[0]]

    def builtins(self):
        """The module that makes the buffers and files which the loops under test work with."""
        return importlib.import_module('builtins')

    def operating_system(self):
        """The module that makes the pipes which the loops under test work with."""
        return importlib.import_module('os')

    def context_vars(self):
        """The module that makes context variables."""
        return importlib.import_module('contextvars')

    # Much data

    def pattern(self, length, seed):
        """Bytes of which each says where it stands."""
        return Pattern(pattern(0, length, seed))

    def send(self, socket, start, length, seed):
        """Sends as much of a pattern as the socket takes, without waiting. Gives how much that was."""
        data, sent = pattern(start, length - start, seed), 0
        socket.setblocking(False)
        try:
            while sent < len(data):
                sent += socket.send(data[sent : sent + (1 << 18)])
        except BlockingIOError:
            pass
        return sent

    def receive(self, socket, start, seed):
        """Receives what is there, without waiting.

        Gives how much that was, whether it is what a pattern has from `start` on, and whether the end has come.
        """
        count, same = 0, True
        socket.setblocking(False)
        while True:
            try:
                part = socket.recv(1 << 18)
            except BlockingIOError:
                return [count, same, False]
            if not part:
                return [count, same, True]
            same = same and part == pattern(start + count, len(part), seed)
            count += len(part)

    def seen(self, socket):
        """Receives what is there, without waiting. Gives the bytes as text, 'the end' or 'nothing'."""
        socket.setblocking(False)
        try:
            return socket.recv(1 << 18).decode('latin-1') or 'the end'
        except BlockingIOError:
            return 'nothing'

    def fits(self, buffer, count, start, seed):
        """Whether the first bytes of a buffer are those that a pattern has from `start` on."""
        return buffer[:count] == pattern(start, count, seed)

    # Objects

    def failed_future(self, loop, exception):
        """Leaves a future as garbage in which an exception was set."""
        loop.create_future().set_exception(exception)

    def retrieved_future(self, loop, exception):
        """Leaves a future as garbage whose exception was asked for."""
        future = loop.create_future()
        future.set_exception(exception)
        future.exception()

    def failed_task(self, loop, exception):
        """Leaves a task as garbage that has ended with an exception. Runs the loop for that."""

        async def fail():
            raise exception

        if self.agent.host:
            raise OutsideError('the loop cannot be run here')
        task = loop.create_task(fail())
        task.add_done_callback(lambda _: loop.stop())
        loop.run_forever()
        exception.__traceback__ = None  # it may hold what has run the task

    async def open_generator(self, clean_up):
        """Begins an asynchronous generator, and leaves it as garbage."""
        await async_generator([1, 2], clean_up).__anext__()

    def collect(self):
        """Collects what was left so."""
        self.agent.collect()

    def start_waiter(self, loop, awaitable):
        """Starts a task that waits for something, and is in nobody's hands when it has ended."""
        self.agent.objects.forget(awaitable)
        if not self.waiters:
            self.at_end(self.waiters.clear)
        self.waiters.append(Waiter(loop, awaitable))

    def cancel_waiters(self):
        """Cancels the tasks that were started so."""
        for waiter in self.waiters:
            waiter.cancel()

    def kept_of_waiters(self, but):
        """What is still there of these tasks, besides futures that the test holds."""
        self.agent.collect()
        return kept_of(self.waiters, but)

    def nested_calls(self, future):
        """A coroutine of functions with names that await one another, and the last of them a future."""
        return outermost(future)

    def future_like(self):
        """An object that looks like a future."""
        return FutureLike()

    def generator(self, values, clean_up):
        """An asynchronous generator that gives these values, and awaits what `clean_up` returns at its end."""
        return async_generator(values, clean_up)

    def is_instance(self, value, path):
        module, _, name = path.rpartition('.')
        return isinstance(value, getattr(importlib.import_module(module), name))

    def are_bytes(self, data):
        """Whether the data that a protocol was given just now was of the class that is documented."""
        return any(issubclass(cls, bytes) for cls in self.agent.given)

    def is_of_asyncio(self, value):
        """Whether the class of something is one of asyncio's own."""
        return is_of_asyncio(type(value).__module__)

    def is_of(self, value, socket):
        """Whether something has the descriptor of a socket."""
        fileno = getattr(value, 'fileno', None)
        return fileno is not None and fileno() == socket.fileno()

    def are_equal(self, one, other):
        return one == other

    # The process

    def is_idle(self):
        """Whether the process works for less than a tenth of the time that work beside it gets on this machine."""
        block = bytes(1 << 20)
        for _ in range(5):
            before, own, worked = process_time(), thread_time(), 0.0
            while worked < 0.1:
                crc32(block)  # the interpreter is free for the loop meanwhile
                worked = thread_time() - own
            if process_time() - before - worked < worked / 10:
                return True
        return False

    def process_id(self):
        return os.getpid()

    def in_development_mode(self):
        """Whether this Python runs in its development mode; one that has none does not, whatever is asked for."""
        return bool(sys.flags.dev_mode)

    def interrupt_handler(self):
        return repr(signal.getsignal(signal.SIGINT))

    def generator_hooks(self):
        return repr(sys.get_asyncgen_hooks())

    def interrupt_by_default(self):
        """A runner leaves SIGINT alone where it is ignored, as in a shell's background job."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.at_end(lambda: signal.signal(signal.SIGINT, before))

    def interrupt(self):
        """The system has the main thread hear of it, where threads are the system's and where they are not."""
        os.kill(os.getpid(), signal.SIGINT)

    def call_in_process(self, loop):
        """Calls a function in another process. None if there are no pools of processes."""
        try:
            pool = importlib.import_module('concurrent.futures').ProcessPoolExecutor(
                1, importlib.import_module('multiprocessing').get_context('spawn')
            )
        except (ImportError, NotImplementedError, OSError):
            return None
        self.at_end(pool.shutdown)
        return loop.run_in_executor(pool, os.getpid)

    def descriptors(self):
        """The sockets and pipes that are open, but for those of our channels, by the system's names."""
        try:
            numbers = os.listdir('/proc/self/fd')
        except OSError:
            return []  # there is no such folder here
        names = set(filter(None, map(descriptor_name, numbers)))
        own = {'socket:[%d]' % os.fstat(channel.socket.fileno()).st_ino for channel in tuple(Channel.OPEN)}
        return [name for name in names - own if name.startswith(('socket:', 'pipe:'))]

    def held_descriptors(self):
        """Those that are open though nobody lets go of them: garbage was collected first."""
        self.agent.collect()
        return self.descriptors() if self.closes_garbage() else []

    def closes_garbage(self):
        """Whether a collection closes a socket that nobody holds; else nobody knows what is held."""
        before = self.descriptors()
        Socket()
        self.agent.collect()
        return set(self.descriptors()) <= set(before)

    def limit_descriptors(self):
        """From now on there are no more descriptors: the lowest one that is free is too high. Whether it can be done."""
        try:
            limits = importlib.import_module('resource')
        except ImportError:
            return False
        if not hasattr(limits, 'setrlimit'):
            return False
        before = limits.getrlimit(limits.RLIMIT_NOFILE)
        lowest = os.dup(0)
        os.close(lowest)
        limits.setrlimit(limits.RLIMIT_NOFILE, (lowest, before[1]))
        self.at_end(self.free_descriptors)
        self.free = lambda: limits.setrlimit(limits.RLIMIT_NOFILE, before)
        return True

    def free_descriptors(self):
        free, self.free = self.free, None
        if free:
            free()

    def watch_closing(self, pipe):
        """A pipe with the descriptor of another one, that shows whether somebody else's is closed with it."""
        return WatchedPipe(pipe)

    def spared(self, pipe):
        """Closes it; whether descriptors were spared that were others' while it was closed."""
        return pipe.spared()

    def without_sendfile(self):
        """Takes the system's call for sending files away until the test ends."""
        sendfile = vars(os).pop('sendfile', None)
        if sendfile is not None:
            self.at_end(setattr, os, 'sendfile', sendfile)

    def give_whole_seconds(self):
        """Gives ints for the seconds that are whole numbers, until the test ends."""
        self.agent.whole_seconds = True
        self.at_end(setattr, self.agent, 'whole_seconds', False)

    def answer_by_texts(self):
        """Lets methods of protocols return texts that are true or false, until the test ends."""
        self.agent.answers_by_texts = True
        self.at_end(setattr, self.agent, 'answers_by_texts', False)

    def set_date_back(self, seconds):
        """Sets the date back that code in Python reads, until the test ends."""
        module = importlib.import_module('time')
        time, time_ns = module.time, module.time_ns
        self.replace(module, 'time', lambda: time() - seconds)
        self.replace(module, 'time_ns', lambda: time_ns() - int(seconds * 1e9))

    def name_host(self, name, addresses):
        """Lets a host have some addresses until the test ends, for what looks it up by the module `socket`."""
        module = importlib.import_module('socket')
        look_up = module.getaddrinfo

        def getaddrinfo(host, *args, **keywords):
            found, failed = [], None
            for address in addresses if host == name else [host]:
                try:
                    found += look_up(address, *args, **keywords)
                except OSError as error:
                    failed = error  # it may be an address of another family
            if failed and not found:
                raise failed
            return found

        self.replace(module, 'getaddrinfo', getaddrinfo)

    def slow_name(self, name, address):
        """Lets a host have an address as soon as that is answered. The thread that calls this does not wait for ever."""
        module = importlib.import_module('socket')
        threads = importlib.import_module('threading')
        look_up = module.getaddrinfo
        maker = threads.get_ident()
        self.name_asked = self.name_held_up = False
        self.name_answered = threads.Event()

        def getaddrinfo(host, *args, **keywords):
            if host != name:
                return look_up(host, *args, **keywords)
            self.name_asked = True
            if not self.name_answered.wait(3 if threads.get_ident() == maker else None):
                self.name_held_up = True
            return look_up(address, *args, **keywords)

        self.at_end(self.name_answered.set)
        self.replace(module, 'getaddrinfo', getaddrinfo)

    def slow_name_is_asked(self):
        return self.name_asked

    def answer_slow_name(self):
        self.name_answered.set()

    def slow_name_held_up(self):
        return self.name_held_up

    def empty_sockets(self, server):
        """Takes the sockets out of the list that a server shows, where that can be done."""
        if hasattr(server.sockets, 'clear'):
            server.sockets.clear()

    def begin_printing(self):
        """From now on keeps what is written to the standard output."""
        self.printed_to = sys.stdout = importlib.import_module('io').StringIO()

    def printed(self):
        """Ends that, and gives what was written."""
        if sys.stdout is self.printed_to:
            sys.stdout = sys.__stdout__
        return self.printed_to.getvalue()

    # What is reported

    def log(self):
        return list(self.log_handler.lines)

    def warnings(self):
        return list(self.warned)

    def listen(self):
        """Hears of all warnings from now on, and of those of resources too, which Python keeps to itself."""
        show = warnings.showwarning
        shown = any(action != 'ignore' and kind is ResourceWarning for action, _, kind, *_ in warnings.filters)

        def showwarning(message, category, *place, **more):
            if self.deprecated is not None and issubclass(category, DeprecationWarning):
                self.deprecated += 1
                return
            self.warned.append(category.__name__)
            if shown or not issubclass(category, ResourceWarning):
                show(message, category, *place, **more)

        warnings.showwarning = showwarning
        warnings.simplefilter('always', ResourceWarning)

    def hear_deprecations(self):
        """Hears of deprecated calls until the test ends."""
        self.deprecated = 0
        warnings.filterwarnings('always', category=DeprecationWarning)

    def heard_deprecation(self):
        """Whether a call was deprecated since the last time."""
        heard, self.deprecated = self.deprecated, 0
        return heard > 0

    def forget_reports(self):
        """Begins anew with what is reported, when all that the test has made is gone."""
        self.log_handler.lines = []
        self.warned = []
        if self.deprecated is not None:
            self.deprecated = None
            warnings.filterwarnings('ignore', category=DeprecationWarning)


class Pattern(bytes):
    """Many bytes, which the kit knows by a number."""


PERIOD = 251 * 256
PATTERNS = {}


def pattern(start, length, seed):
    """Bytes of which each says where it stands, in a pattern that is that of PROTOCOL.md."""
    block = PATTERNS.get(seed)
    if block is None:
        block = PATTERNS[seed] = bytes([(i * 31 + i // 251 + seed) & 255 for i in range(PERIOD)])
    first = start % PERIOD
    return (block * ((first + length) // PERIOD + 1))[first : first + length]


def has_unix_pairs():
    """Whether `socket.socketpair` gives Unix sockets."""
    near, far = importlib.import_module('socket').socketpair()
    with near, far:
        return near.family == AF_UNIX


def descriptor_name(number):
    try:
        return os.readlink('/proc/self/fd/' + number)
    except OSError:
        return None  # it is closed already, as that of the listing is


# ---------------------------------------------------------------------------------------------
# The laboratory: the loops under test, their clock, and what is known of them
#
# The kit replaces nothing: each loop is made by what the user named, or by what asyncio has after
# the set-up. Only asyncio's own loop, if nothing has changed it, is made with a virtual clock.
# ---------------------------------------------------------------------------------------------


class Clock:
    """The virtual clock. Counts nanoseconds, so that sums of ticks do not drift."""

    START = 1000 * 10**9

    def __init__(self):
        self.reset(False)

    def reset(self, threads):
        self.nanos = self.START
        self.resolution = None
        self.threads = threads

    def time(self):
        return self.nanos / 1e9

    def advance(self, seconds):
        self.nanos += round(seconds * 1e9)

    def creep(self):
        """Lets the least time pass, where floats are so coarse that a loop which adds its resolution
        to the time adds nothing: it would look for ever at a timer that is due now."""
        now = self.time()
        if now + 1e-9 == now:
            self.nanos += int(now * 2**-52 * 1e9) + 1


class VirtualSelector(selectors.DefaultSelector):
    """Polls; when nothing is ready, lets the time until the next timer pass instead of waiting."""

    def __init__(self, clock):
        super().__init__()
        self.clock = clock

    def select(self, timeout=None):
        ready = super().select(0)
        if ready:
            return ready
        if timeout is not None:
            if timeout > 0:
                self.clock.advance(timeout)
            else:
                self.clock.creep()
            return ready
        if self.clock.threads:
            return super().select(None)
        raise Hang('nothing is ready, no timer is set, and nobody can wake the loop')


class OwnClock:
    """Virtual time for asyncio's own loops, which are made with a selector that does not wait."""

    def __init__(self):
        self.clock = Clock()

    def begin(self, threads):
        self.clock.reset(threads)

    def new_loop(self):
        loop = asyncio.SelectorEventLoop(VirtualSelector(self.clock))
        loop.time = self.clock.time
        if self.clock.resolution is not None:
            loop._clock_resolution = self.clock.resolution
        return loop

    def time(self, loops):
        return self.clock.time()

    def advance(self, seconds):
        self.clock.advance(seconds)

    def set_resolution(self, seconds):
        self.clock.resolution = seconds


class ForeignClock:
    """Virtual time by the loops' own clock, which the adapter lets advance."""

    def __init__(self, adapter, new_loop):
        self.advance = adapter.advance
        self.new_loop = new_loop

    def begin(self, threads):
        pass

    def time(self, loops):
        if not loops:
            raise AgentError('there is no loop whose time could be read')
        return loops[-1].time()

    def set_resolution(self, seconds):
        raise AgentError('only the own clock of the kit can be made coarser')


MOST_LEFT = 100


class OutsideError(Exception):
    """What a loop that lives only inside of something cannot be asked."""


STOPPED_TOO_EARLY = 'Event loop stopped before Future completed.'


class Host:
    """Tests a loop that lives only inside of the adapter's `run`.

    A test is served in there, by the coroutine `main`. Where a test has a loop that does not run, `main` blocks it, and
    does what the kit asks; to run the loop, `main` awaits. So runs, ends and stops are not those of the loop.
    """

    OF_LOOP = frozenset(('close', 'is_running'))
    OF_MODULE = frozenset(('run', 'get_running_loop', 'get_event_loop', 'set_event_loop', 'current_task'))
    OF_RUNNER = frozenset(('run', 'get_loop', 'close', '__enter__', '__exit__'))

    def __init__(self, agent, run):
        self.agent = agent
        self.enter = run
        self.loop = None
        self.begin(None)

    def begin(self, loop):
        self.last, self.loop = self.loop, loop
        self.given = False
        self.task = loop and asyncio.current_task()
        self.running = None  # the request for the run that goes on
        self.stopping = False
        self.waiter = None

    def inside(self, look):
        """Has something looked at where the loop is."""
        seen = []

        async def main():
            seen.append(look(asyncio.get_running_loop()))

        self.enter(main)
        if not seen:
            raise StartError('`run` of the adapter has returned, and `main` was not awaited')
        return seen[0]

    def new_loop(self):
        """The loop of a test, which has one."""
        if self.given or self.loop is None:
            raise OutsideError('a loop that lives only inside of something cannot be made')
        self.given = True
        return self.loop

    # A test

    def serve(self, channel, first):
        """Serves a test, from the request that begins it. Gives the one that follows it, None if there is none yet."""
        after = []

        async def main():
            self.begin(asyncio.get_running_loop())
            channel.respond(first)
            after.append(await self.serve_inside(channel))
            self.leave_tasks()

        self.running = first
        try:
            self.enter(main)
            error = OutsideError('`run` of the adapter has returned, and `main` has not ended')
        except BaseException as raised:
            error = raised
        request = self.running
        self.begin(None)
        if after:
            return after[0]
        if request is not None:
            channel.respond(dict(request, do='ended', outcome=raises(error)))
        return None

    async def serve_inside(self, channel):
        while True:
            request = channel.receive()
            if request is None or is_end(request):
                return request
            if request['on'] != 0 and request.get('name') in RUNS:
                await self.run(channel, request)
            else:
                channel.respond(request)

    def leave_tasks(self):
        """Lets the host end although tasks of the test have not, of which some wait for what never comes."""
        for task in asyncio.all_tasks() - {self.task}:
            let_be_destroyed(task)
            asyncio.tasks._unregister_task(task)

    async def run(self, channel, request):
        self.running = request
        outcome = returns(None)
        try:
            future = self.awaited(request)
        except BaseException as error:
            outcome = raises(error)
        else:
            await self.rest(future)  # what ends this coroutine ends the host
            if future is not None:
                outcome = future.result if future.done() else raises(RuntimeError(STOPPED_TOO_EARLY))
        self.running = None
        self.stopping = False
        channel.respond(dict(request, do='ended', outcome=outcome))

    def awaited(self, request):
        """What a run waits for; None if it waits for a stop."""
        if self.agent.objects.get(request['on']) is not self.loop:
            raise OutsideError('this loop lives no more')
        if request['name'] == 'run_forever':
            return None
        return asyncio.ensure_future(self.agent.decode(request['args'][0]))

    async def rest(self, future):
        """Lets the loop go on until a future is done, or it is stopped: by a stop that is ready, after a turn."""
        if future is None:
            await asyncio.sleep(0)
            if self.stopping:
                return
        self.waiter = self.loop.create_future()
        if future is not None:
            future.add_done_callback(self.wake)
        await self.waiter

    def wake(self, _=None):
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)

    # Calls that are not for the loop

    def stands_in(self, target, name):
        if target is self.last and target is not None and target is not self.loop:
            return True
        if name == 'stop':
            return target is self.loop
        if name in ('all_tasks', 'new_event_loop'):
            return target is asyncio
        return self.loop is not None and self.running is None and name in self.refused(target)

    def refused(self, target):
        if target is self.loop:
            return self.OF_LOOP
        if target is asyncio:
            return self.OF_MODULE
        return self.OF_RUNNER if isinstance(target, getattr(asyncio, 'Runner', ())) else ()

    def call(self, target, name, args):
        if name == 'stop' and target is self.loop:
            self.stopping = True
            self.wake()
            return None
        if name == 'new_event_loop':
            return self.new_loop()
        if name == 'all_tasks' and (args or self.running is not None):
            return asyncio.all_tasks(*args) - {self.task}
        raise OutsideError('`%s`, from outside, of what lives only inside of `run` of the adapter' % name)


def let_be_destroyed(task):
    """Lets a task become garbage although it is pending, and nothing be said of that."""
    if hasattr(task, '_log_destroy_pending'):
        task._log_destroy_pending = False


def is_end(request):
    """Whether a request ends a test, or begins one."""
    return request.get('on') == 0 and request.get('name') in ('reset', 'module')


def returns(value):
    return lambda: value


def raises(error):
    def outcome():
        raise error

    return outcome


class Loops:
    """Has the loops under test made, and closes those that a test has left open."""

    def __init__(self, make, hosted):
        """Takes the factory, None for what asyncio has after the set-up, and whether others close the loops."""
        self.hosted = hosted
        self.local = Local()
        self.policy = asyncio.get_event_loop_policy()
        self.make = make or self.policy.new_event_loop
        self.made = []
        self.left = []  # what was left open; a loop that is collected may close itself
        self.leaves_open = False
        self.base = self.policy_class()

    def policy_class(self):
        """The class of the policy in force, if it can be made anew for each test."""
        cls = type(self.policy)
        try:
            cls()
            return cls
        except Exception:
            return asyncio.DefaultEventLoopPolicy

    def new_loop(self):
        """A loop from the factory; inside of it asyncio makes what it makes without the kit."""
        if getattr(self.local, 'making', False):
            return self.policy.new_event_loop()
        self.local.making = True
        try:
            loop = self.make()
        finally:
            self.local.making = False
        if os.getpid() != PROCESS:
            os._exit(0)  # the factory has forked, and both came back
        return loop

    def keep(self, loop):
        if self.hosted:
            return loop  # its host closes it
        self.made = [made for made in self.made if not is_closed(made)]
        self.made.append(loop)
        return loop

    def install(self, factory):
        keep = self.keep
        making = self.local

        class Policy(self.base):
            def new_event_loop(self):
                if getattr(making, 'making', False):
                    return factory()
                return keep(factory())

        asyncio.set_event_loop_policy(Policy())

    def close(self):
        """Closes what is open, and takes back what a loop that was torn down has left behind."""
        if self.leaves_open:
            self.left += self.made
            self.made = []
        for loop in self.made:
            try:
                asyncio._set_running_loop(None)
                loop.close()
            except Exception:
                traceback.print_exc()
        self.made = []
        asyncio._set_running_loop(None)
        asyncio.set_event_loop_policy(self.policy)
        sys.set_asyncgen_hooks(None, None)
        sys.set_coroutine_origin_tracking_depth(0)


def is_closed(loop):
    try:
        return loop.is_closed()
    except Exception:
        return False  # a loop that is half-written


class Snapshot:
    """What asyncio and the classes of the loop held when the set-up was done."""

    def __init__(self, classes):
        spaces = {}
        for name, module in list(sys.modules.items()):
            if module is not None and (name == 'asyncio' or name.startswith('asyncio.')):
                spaces[name] = vars(module)
        for cls in classes:
            for base in cls.__mro__:
                if base is not object:
                    spaces['%s.%s' % (base.__module__, base.__qualname__)] = vars(base)
        self.spaces = [(name, space, dict(space)) for name, space in spaces.items()]

    def changes(self):
        """The names of what is not as it was."""
        changed = []
        for name, space, before in self.spaces:
            for key in space.keys() | before.keys():
                was, now = before.get(key, self), space.get(key, self)
                if was is not now and not (key.startswith('__') or isinstance(now, types.ModuleType)):
                    changed.append('%s.%s' % (name, key))
        return sorted(changed)


STANDARD = frozenset(
    ('abc', 'builtins', 'collections', 'concurrent', 'contextlib', 'enum', 'functools', 'threading', 'types', 'typing')
)


class Description:
    """What there is to be said of a loop: where it comes from, and what it has."""

    def __init__(self, loop):
        self.loop = loop
        self.cls = type(loop)

    def class_name(self):
        return '%s.%s' % (self.cls.__module__, self.cls.__qualname__)

    def distribution(self):
        """Name and version of the package that the class comes from; None for asyncio, and where none is known."""
        package = self.cls.__module__.partition('.')[0]
        if package == 'asyncio':
            return None, None
        try:
            metadata = importlib.import_module('importlib.metadata')
            for found in distributions_of(metadata, package):
                return found, metadata.version(found)
        except Exception:
            traceback.print_exc()
        version = getattr(sys.modules.get(package), '__version__', None)
        return (package, version) if isinstance(version, str) else (None, None)

    def changed(self):
        """What somebody has put into asyncio, its loop, and what its loop stands on."""
        found = []
        for cls in self.cls.__mro__:
            if is_of_asyncio(cls.__module__):
                found += ['%s.%s' % (cls.__qualname__, name) for name, value in vars(cls).items() if is_foreign(value)]
        for name in asyncio.__all__:
            if is_foreign(getattr(asyncio, name, None)):
                found.append('asyncio.' + name)
        if selectors.DefaultSelector.__module__ != 'selectors':
            found.append('selectors.DefaultSelector')
        return sorted(found)

    def is_asyncios_own(self):
        return self.cls is asyncio.SelectorEventLoop and 'time' not in vars(self.loop) and not self.changed()

    def is_compiled(self):
        """Whether the loop can break what belongs to others: its code is not Python's."""
        return not isinstance(getattr(self.cls, 'call_soon', None), types.FunctionType)

    def inherits(self, names):
        """The members, of these, that are asyncio's own, and what the module has of its own."""
        module = ['asyncio.' + name for name in asyncio.__all__ if not is_foreign(getattr(asyncio, name, None))]
        return sorted(name for name in names if self.is_inherited(name)) + module

    def is_inherited(self, name):
        if name in getattr(self.loop, '__dict__', ()):
            return False
        for cls in self.cls.__mro__:
            if name in vars(cls):
                return is_of_asyncio(cls.__module__) and not is_foreign(vars(cls)[name])
        return False

    def resolution(self):
        """By how much the loop's clock may be coarse: what its readings show, else what the machine's clock says.

        A loop's own word may make that smaller, and never larger. Nothing is finer than floats of that size.
        """
        machine = get_clock_info('monotonic').resolution
        own = getattr(self.loop, '_clock_resolution', None)
        if isinstance(own, float) and 0 < own < machine:
            machine = own
        readings = self.readings()
        return max(machine, step_of(readings), *(abs(reading) * sys.float_info.epsilon for reading in readings))

    def readings(self):
        """Different readings of the clock, one after the other, as many as there are in a tenth of a second.

        A clock that goes on shows its steps, however busy the machine is.
        """
        readings = []
        start = perf_counter()
        try:
            while len(readings) < 20 and perf_counter() - start < (1.0 if 1 < len(readings) < 4 else 0.1):
                now = self.loop.time()
                if not isinstance(now, (int, float)):
                    return []  # what is no number is for the tests to tell
                if not readings or now != readings[-1]:
                    readings.append(now)
        except Exception:
            return []  # a clock that cannot be read is for the tests to tell
        return readings


def step_of(readings):
    """The steps that a clock makes, where they are longer than a look at it takes."""
    steps = [after - before for before, after in zip(readings, readings[1:])]
    if len(steps) < 3:
        return 0.0
    for unit in (1e-3, 1e-6):
        if all(abs(reading / unit - round(reading / unit)) < 1e-3 for reading in readings):
            return max(unit, min(steps) if min(steps) > 1.5e-3 else 0.0)
    return min(steps) if min(steps) > 1.5e-3 else 0.0


def distributions_of(metadata, package):
    if hasattr(metadata, 'packages_distributions'):
        return metadata.packages_distributions().get(package, ())
    return [
        found.metadata['Name']
        for found in metadata.distributions()
        if package in (found.read_text('top_level.txt') or found.metadata['Name'].replace('-', '_')).split()
    ]


def is_of_asyncio(module):
    return module in ('asyncio', '_asyncio') or module.startswith('asyncio.')


def is_foreign(value):
    """Whether a function or class, found in asyncio, was made elsewhere."""
    value = getattr(value, '__func__', value)
    if not isinstance(value, (types.FunctionType, type)):
        return False
    module = value.__module__ or ''
    return not is_of_asyncio(module) and module.partition('.')[0] not in STANDARD


OUTSIDE = ('drive-from-outside', 'several-loops')


class Adapter:
    """What the author of a loop says of it: a module of which only `new_event_loop` is required, or else `run`."""

    def __init__(self, module):
        self.module = module
        for name in ('setup', 'begin', 'end', 'advance', 'new_event_loop', 'run'):
            value = getattr(module, name, None)
            if value is not None and not callable(value):
                raise StartError('`%s` of the adapter `%s` is not a function' % (name, module.__name__))
            setattr(self, name, value)
        if self.new_event_loop is None and self.run is None:
            raise StartError('the adapter `%s` has neither `new_event_loop` nor `run`' % module.__name__)
        for name in ('new_event_loop', 'advance'):
            if self.run and getattr(self, name):
                raise StartError('the adapter `%s` has both `run` and `%s`' % (module.__name__, name))
        self.distribution = getattr(module, 'distribution', None)
        self.issues = getattr(module, 'issues', None)
        self.resolution = getattr(module, 'resolution', None)
        self.does_not = {word: self.gap(word, gap) for word, gap in dict(getattr(module, 'does_not', {})).items()}
        if self.run:
            for word in OUTSIDE:
                self.does_not.setdefault(word, ['the loop lives only inside of `run` of the adapter', None])

    def gap(self, word, gap):
        reason, link = (gap, None) if isinstance(gap, str) else tuple(gap)
        if not isinstance(reason, str) or not reason:
            raise StartError('`does_not` of the adapter gives no reason for `%s`' % word)
        return [reason, link]


class Laboratory(Surroundings):
    """The object number 0, on which the kit calls: the loops, and what tests have around them."""

    def __init__(self, agent, options, tell):
        """Takes the options of the start, and what tells the kit what is being done."""
        super().__init__(agent)
        self.options = options
        self.tell = tell
        self.adapter = None
        self.kept = []  # what set-ups returned: an application object must live as long as we do
        self.loops = None
        self.clock = None
        self.begun = None
        self.snapshot = None
        self.signals_told = None
        self.exercise_takes = 0.0
        self.leaves_open = False

    # What happens before the first test

    def start(self, kinds, names, documented):
        """Sets everything up, makes a loop, and tells what it is and what it has."""
        if self.loops is None:
            self.set_up()
            self.signals_told = told_of_signals(-1)
            told_of_signals(self.signals_told)
        self.agent.kinds.learn(kinds, names)
        if self.agent.host:
            found = self.inside(lambda loop: self.look_at(loop, names, documented))
        else:
            loop = self.first_loop()
            found = self.look_at(loop, names, documented)
            self.discard(loop)
        self.reset()
        if hasattr(gc, 'freeze'):
            gc.freeze()  # what is here now stays: no collection has to look at it
        return found

    def look_at(self, loop, names, documented):
        """What a loop is, and what it has."""
        description = Description(loop)
        samples = self.samples(loop)
        own = description.is_asyncios_own() and self.adapter is None and not self.options.get('loop')
        self.clock = self.virtual_clock(own)
        distribution, version = self.distribution(description)
        members = [name for name, *_ in names.get('EventLoop', ())]
        found = {
            'python': '%s %s' % (interpreter(), platform.python_version()),
            'version': '%d.%d.%d' % sys.version_info[:3],
            'loop': description.class_name(),
            'abstract': isinstance(loop, asyncio.AbstractEventLoop),
            'distribution': distribution,
            'loop_version': version,
            'own': own,
            'compiled': description.is_compiled(),
            'changed': description.changed(),
            'inherits': description.inherits(members),
            'resolution': self.resolution(description),
            'virtual_time': self.clock is not None,
            'introspection': own and self.scheduled_timers(loop) == 1,  # that of the samples
            'missing': missing_here(documented, samples),
            'gaps': self.adapter.does_not if self.adapter else {},
            'hosted': self.agent.host is not None,
            'unix_pairs': has_unix_pairs(),
            'issues': self.adapter.issues if self.adapter else None,
        }
        timer = samples.get('TimerHandle')
        if isinstance(timer, asyncio.Handle):
            timer.cancel()  # its loop may go on until nothing is left to do
        self.snapshot = Snapshot([type(loop), type(self.loops.policy), asyncio.Task, asyncio.Future])
        return found

    def inside(self, look):
        return self.step('running a loop with %s' % self.factory_name(), self.agent.host.inside, look)

    def set_up(self):
        for folder in reversed(self.options.get('path', ())):
            sys.path.insert(0, folder)
        for path in self.options.get('setup', ()):
            function = self.step('importing `%s`' % path, named, path)
            self.kept.append(self.step('setting up with `%s`' % path, function))
        name = self.options.get('adapter')
        if name:
            module = self.step('importing the adapter `%s`' % name, self.adapter_module, name)
            self.adapter = self.step('reading the adapter `%s`' % name, Adapter, module)
            if self.adapter.setup:
                self.kept.append(self.step('setting up with the adapter `%s`' % name, self.adapter.setup))
        self.step('importing asyncio', import_asyncio)
        make = self.adapter.new_event_loop if self.adapter else None
        if self.adapter and self.adapter.run:
            self.agent.host = Host(self.agent, self.adapter.run)
            make = self.agent.host.new_loop
        path = self.options.get('loop')
        if path:
            make = self.step('importing `%s`' % path, named, path)
        self.loops = Loops(make, self.agent.host is not None)
        self.loops.leaves_open = self.leaves_open
        logging.getLogger('asyncio').addHandler(self.log_handler)

    def adapter_module(self, name):
        source = self.options.get('adapter_source')
        if source is None:
            return importlib.import_module(name)
        module = types.ModuleType(name)
        file = '<adapter %s>' % name
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        exec(compile(source, file, 'exec'), vars(module))
        return module

    def step(self, doing, action, *args):
        """Does something of the user's; what it raises becomes a sentence."""
        self.tell(doing)
        try:
            return action(*args)
        except StartError:
            raise
        except BaseException as error:
            raise StartError(sentence(doing, error)) from None

    def factory_name(self):
        if self.adapter:
            name = 'run' if self.agent.host else 'new_event_loop'
            return '`%s` of the adapter `%s`' % (name, self.options['adapter'])
        return '`%s`' % (self.options.get('loop') or 'asyncio.new_event_loop')

    def first_loop(self):
        """A loop, looked at with mistrust."""
        factory = self.factory_name()
        if self.adapter and self.adapter.begin:
            self.step('`begin` of the adapter', self.begin, {'id': 'start', 'rules': [], 'threads': False})
        twins, told = os.pipe() if hasattr(os, 'fork') else (None, None)
        loop = self.step('making a loop with %s' % factory, self.make_first_loop, told)
        if twins is not None:
            if has_children() and select([twins], [], [], 1)[0]:
                raise StartError('%s has forked, and returned in both processes' % factory)
            os.close(twins)
            os.close(told)
        if not (callable(getattr(loop, 'run_forever', None)) and callable(getattr(loop, 'call_soon', None))):
            raise StartError('%s returned %s, which is no event loop' % (factory, shortened(loop)))
        if is_closed(loop):
            raise StartError('%s returned a loop that is closed: %s' % (factory, shortened(loop)))
        if self.step('asking the loop of %s whether it runs' % factory, runs, loop):
            raise StartError('%s returned a loop that runs already: %s' % (factory, shortened(loop)))
        return self.loops.keep(loop)

    def make_first_loop(self, told):
        loops = self.loops
        loops.local.making = True
        try:
            loop = loops.make()
        finally:
            loops.local.making = False
            if os.getpid() != PROCESS:
                os.write(told, b'!')
                os._exit(0)
        return loop

    def virtual_clock(self, own):
        if own:
            return OwnClock()
        if self.adapter and self.adapter.advance:
            return ForeignClock(self.adapter, self.loops.new_loop)
        return None

    def distribution(self, description):
        name = self.adapter and self.adapter.distribution
        if not name:
            return description.distribution()
        try:
            return name, importlib.import_module('importlib.metadata').version(name)
        except Exception:
            return name, None

    def resolution(self, description):
        own = self.adapter and self.adapter.resolution
        return own if isinstance(own, float) else description.resolution()

    def samples(self, loop):
        """An object of each kind that only a loop can make; a loop that is half-written makes some of them."""

        async def nothing():
            pass

        coroutine = nothing()
        samples = {'Asyncio': asyncio, 'Sockets': self.sockets(), 'EventLoop': loop, 'Coroutine': coroutine}
        for kind, make in (
            ('AsyncFuture', lambda: loop.create_future()),
            ('Task', lambda: loop.create_task(coroutine)),
            ('Handle', lambda: loop.call_soon(int)),
            ('TimerHandle', lambda: loop.call_later(3600, int)),
        ):
            self.tell('trying what the loop of %s can make: %s' % (self.factory_name(), kind))
            try:
                sample = make()
            except Exception:
                continue
            if sample is not None:
                samples[kind] = sample
        return samples

    def discard(self, loop):
        """Closes the first loop. Its task has never run: nothing is said of that."""
        self.tell('closing the loop of %s' % self.factory_name())
        for task in list(asyncio.all_tasks(loop)) if isinstance(loop, asyncio.AbstractEventLoop) else ():
            let_be_destroyed(task)
        self.loops.close()

    def probe(self):
        """Whether time moves while a callback runs, and whether a virtual clock does what it promises."""
        self.tell('running a loop of %s' % self.factory_name())
        found = {'moves': None, 'broken': None}
        if self.adapter and self.adapter.begin:
            self.begin({'id': 'probe', 'rules': [], 'threads': False})
        try:
            if isinstance(self.clock, ForeignClock):
                found['broken'] = self.probe_advance()
            found['moves'] = self.probe_time()
        except StartError:
            raise
        except BaseException as error:
            found['raised'] = '%s (%s)' % (last_line(error), place_of(error) or '?')
        self.loops.close()
        self.reset()
        return found

    def probe_time(self):
        moved = []

        def look(loop):
            start = loop.time()
            sleep(0.02)
            moved.append(loop.time() > start)

        if self.agent.host:
            self.inside(look)
            return moved[0]
        loop = self.loops.keep(self.loops.new_loop())

        def look_and_stop():
            look(loop)
            loop.stop()

        loop.call_soon(look_and_stop)
        loop.run_forever()
        return moved[0] if moved else None

    def probe_advance(self):
        """Holds the adapter's clock to its contract; a sentence if it does not keep it."""
        loop = self.loops.keep(self.loops.new_loop())
        seen = []

        def advance():
            loop.call_soon(seen.append, 'callback')
            loop.call_later(0.25, seen.append, 'timer')
            start = loop.time()
            self.clock.advance(0.5)
            seen.append(loop.time() - start)
            loop.call_later(3600, loop.stop)

        loop.call_soon(advance)
        before = perf_counter()
        loop.run_forever()
        if not seen or not isinstance(seen[0], float):
            return '`advance` ran something: %r' % seen
        if abs(seen[0] - 0.5) > 1e-3:
            return '`advance(0.5)` moved the time of the loop by %.3f s' % seen[0]
        if perf_counter() - before > 60:
            return 'an idle loop does not jump to its next timer'
        return None

    # Tests

    def module(self, virtual, threads, test, rules):
        """Begins a test."""
        if not self.agent.host:
            self.reset()  # else that was done before the host was entered
        if virtual:
            self.clock.begin(threads)
        if not self.agent.host:
            self.loops.install(self.clock.new_loop if virtual else self.loops.new_loop)
        if self.adapter and self.adapter.begin:
            self.begin({'id': test, 'rules': rules, 'threads': threads})
        return asyncio

    def begin(self, test):
        self.begun = types.SimpleNamespace(**test)
        self.adapter.begin(self.begun)

    def reset(self, exercise=False):
        """Ends a test: closes its loops and forgets all that it has made. Tells what it has changed for good."""
        if self.loops is None:
            return []  # the start has failed
        self.undo()
        told_of_signals(self.signals_told)  # a run that broke off may have left the descriptor of a socket that is gone
        self.loops.close()
        if self.begun is not None:
            begun, self.begun = self.begun, None
            if self.adapter.end:
                self.adapter.end(begun)
        self.agent.forget_test()
        if exercise and self.exercise_takes < 5e-3:
            self.exercise()  # after all that the test has held is gone
        self.forget_reports()
        if len(self.loops.left) > MOST_LEFT:
            return ['loops that were left open']  # each has descriptors
        return self.snapshot.changes() if self.snapshot else []

    def leave_open(self):
        """From now on closes no loop: that would hang, or end the process."""
        self.leaves_open = True

    def exercise(self):
        """Runs a loop once more: what a test has broken in the memory of compiled code is to end that test."""
        start = thread_time()  # a busy machine takes none of it
        try:
            loop = self.loops.keep(self.loops.new_loop())
            loop.call_soon(loop.stop)
            loop.call_later(3600, int).cancel()
            loop.run_forever()
        except Exception:
            pass  # what else is wrong with the loop is for the tests to say
        self.loops.close()
        self.exercise_takes = thread_time() - start

    def tidy(self):
        self.agent.tidy()

    def time(self):
        return self.clock.time(self.loops.made)

    def advance(self, seconds):
        self.clock.advance(seconds)

    def set_resolution(self, seconds):
        self.clock.set_resolution(seconds)

    def scheduled_timers(self, loop):
        try:
            return len(loop._scheduled)
        except Exception:
            return 0

    def traceback(self, error):
        return ''.join(traceback.format_exception(type(error), error, error.__traceback__))

    def object_count(self):
        return len(self.agent.objects.entries)


def import_asyncio():
    global asyncio
    asyncio = importlib.import_module('asyncio')
    importlib.import_module('concurrent.futures')


def interpreter():
    """What people call it. GraalPy says the name of what it runs on."""
    name = platform.python_implementation()
    return 'GraalPy' if name == 'GraalVM' else name


def named(path):
    """What a module and a name in it, `MODULE:NAME`, stand for."""
    module, _, name = path.partition(':')
    target = importlib.import_module(module)
    for part in name.split('.'):
        target = getattr(target, part)
    return target


def is_running(loop):
    try:
        return loop.is_running()
    except NotImplementedError:
        return False


def runs(loop):
    """Whether it runs by what it does: that it only says so is for the rules to find."""
    if not is_running(loop):
        return False
    if asyncio._get_running_loop() is loop:
        return True
    called = []
    try:
        loop.call_soon_threadsafe(called.append, True)
    except Exception:
        return True
    end = perf_counter() + 1
    while not called and perf_counter() < end:
        sleep(0.01)
    return bool(called)


def has_children():
    try:
        os.waitpid(-1, os.WNOHANG)
        return True
    except OSError:
        return False


def shortened(value):
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + '...'


def last_line(error):
    return traceback.format_exception_only(type(error), error)[-1].strip()


def place_of(error):
    """The line of the user's that raised: the last one that is not ours."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    frames = [frame for frame in frames if not frame.filename.startswith('<frozen')] or frames
    return '%s:%s' % (os.path.basename(frames[-1].filename), frames[-1].lineno) if frames else None


def sentence(doing, error):
    """What was done, what came of it and where; Python's traceback beneath, without our part of it."""
    what = '%s: %s' % (type(error).__name__, error) if str(error) else type(error).__name__
    if isinstance(error, ImportError):
        what += ' (in %s, %s %s)' % (sys.executable, interpreter(), platform.python_version())
    place = place_of(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    text = ''.join(traceback.format_exception(type(error), error, trace))
    line = ' '.join(what.split()) + (' (%s)' % place if place and not isinstance(error, ImportError) else '')
    return '%s raised %s\n%s' % (doing, line, text if is_of_user(trace) else '')


def is_of_user(trace):
    """Whether a traceback shows more than the machinery of imports, so that it is worth showing."""
    while trace is not None:
        module = trace.tb_frame.f_globals.get('__name__') or ''
        if module != __name__ and not module.startswith('importlib'):
            return True
        trace = trace.tb_next
    return False


INPUT_AND_OUTPUT = '[input and output]'
RETURN_AWAITABLES = ('run_in_executor',)
SAMPLE_OF = {'asyncio': 'Asyncio', 'loop': 'EventLoop', 'Future': 'AsyncFuture'}


def missing_here(documented, samples):
    """The documented members that are not there, and keywords that are not taken, as `Task.cancel(msg)`.

    Those for input and output stand in one line: a loop has them all, or has no such thing.
    """
    missing, ends_with = [], []
    found = missing
    for line in documented:
        if line == INPUT_AND_OUTPUT:
            found = ends_with
        elif line and not line.startswith('#'):
            path, since, *keywords = line.split()
            if is_documented(since):
                found += lacking(path, keywords, samples)
    if ends_with:
        missing.append('input and output: ' + ', '.join(ends_with))
    return list(dict.fromkeys(missing))


def is_documented(since):
    return tuple(map(int, since.split('.'))) <= sys.version_info[:2]


def lacking(path, keywords, samples):
    """What a member lacks: itself, or keywords. Of a class that is not there, the class."""
    kind, _, name = path.partition('.')
    sample = samples.get(SAMPLE_OF.get(kind, kind), getattr(asyncio, kind, None))
    if sample is None:
        return ['asyncio.' + kind]
    member = getattr(sample, name, None)
    if member is None or is_abstract(member, name):
        return [path]
    if is_wrongly_coroutine(kind, name, member):
        return ['%s (here a coroutine function, of which a call does nothing until it is awaited)' % path]
    words = [keyword.partition('@') for keyword in keywords]
    refused = [word for word, _, since in words if (not since or is_documented(since)) and not accepts(member, word)]
    return ['%s(%s)' % (path, ', '.join(refused))] if refused else []


def is_abstract(member, name):
    """Whether it is that of the abstract loop, which only raises NotImplementedError."""
    abstract = vars(asyncio.AbstractEventLoop)
    return name in abstract and getattr(member, '__func__', member) is abstract[name]


def is_wrongly_coroutine(kind, name, member):
    """Whether it has to be awaited, where asyncio's own is a plain method that does something."""
    documented = getattr(asyncio.AbstractEventLoop if kind == 'loop' else getattr(asyncio, kind, None), name, None)
    return (
        inspect.iscoroutinefunction(member)
        and inspect.isfunction(documented)
        and not inspect.iscoroutinefunction(documented)
        and name not in RETURN_AWAITABLES
    )


def accepts(member, keyword):
    try:
        parameters = inspect.signature(member).parameters
    except (TypeError, ValueError):
        return True  # written in C without a signature
    return keyword in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())


# ---------------------------------------------------------------------------------------------
# The process: connections, and the end with the kit
# ---------------------------------------------------------------------------------------------


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count() or 1


def need_room(frames):
    """Raises RecursionError unless so many more calls can be nested.

    Raised between a question and its answer it would leave that answer to somebody else.
    """
    if frames:
        need_room(frames - 1)


class Channel:
    """One socket, used by one of our threads and one of the kit's, which take turns.

    To wake a thread that sleeps on an idle processor takes as long as a turn. So who waits first
    looks whether something has come, for a moment, and yields after each look. When that took
    longer than a turn, somebody else needs the processor, or another thread of ours the interpreter.
    Then, and when nothing has come in time, we sleep, and do so at once the next times, the more
    often the more time was lost. The kit does the same (WakefulSocket says what that gains).
    """

    OPEN = set()
    LOOKS = hasattr(os, 'sched_yield') and poll is not None and processors() > 1
    AWAKE = 200e-6
    LONG_YIELD = 50e-6
    LOST_PER_SLEEP = 1e-6

    # So many calls may be nested before it is looked whether there is room for one more, so many frames deep.
    DEEP = 20
    ROOM = 120

    def __init__(self, agent, path, name):
        self.agent = agent
        self.socket = Socket(AF_UNIX)
        self.socket.connect(path)
        if self.LOOKS:
            polled = poll()
            polled.register(self.socket, POLLIN)
            self.poll = polled.poll
            self.sleeps = 0
        self.buffer = b''
        self.OPEN.add(self)
        self.asked = 0
        self.nested = 0
        self.answered = None
        self.send({'channel': name})

    def send(self, message):
        frame = ENCODE(message).encode('ascii')
        if len(frame) > LIMIT:
            raise AgentError('a frame of %d bytes is over the limit of %d' % (len(frame), LIMIT))
        self.socket.sendall(SIZE.pack(len(frame)) + frame)

    def receive(self):
        """The next message, or None when the kit has closed the channel."""
        buffer = self.buffer
        while len(buffer) < 4 or len(buffer) < 4 + SIZE.unpack_from(buffer)[0]:
            if self.LOOKS:
                self.look()
            part = self.socket.recv(65536)
            if not part:
                return None
            buffer += part
        end = 4 + SIZE.unpack_from(buffer)[0]
        self.buffer = buffer[end:]
        self.answered = None
        return DECODE(buffer[4:end].decode('ascii'), 0)[0]

    def look(self):
        """Waits for a moment, unless that was in vain lately."""
        if self.sleeps:
            self.sleeps -= 1
            return
        start = now = perf_counter()
        while not self.poll(0):
            os.sched_yield()
            last, now = now, perf_counter()
            if now - last > self.LONG_YIELD or now - start > self.AWAKE:
                self.sleeps = int((now - start) / self.LOST_PER_SLEEP)
                return

    def serve(self):
        try:
            message = self.receive()
            while message is not None:
                host = self.agent.host
                if host is not None and message.get('name') == 'module' and is_end(message):
                    self.agent.itself.reset()
                    message = host.serve(self, message) or self.receive()
                else:
                    self.respond(message)
                    message = self.receive()
        finally:
            self.OPEN.discard(self)
            self.socket.close()

    def respond(self, request):
        answer = self.agent.perform(request, self)
        dropped = self.agent.take_dropped()
        if dropped:
            answer['free'] = dropped
        try:
            self.send(answer)
        except (AgentError, TypeError, ValueError) as error:
            self.send({'id': request['id'], 'raise': self.agent.encode_exception(error)})

    def ask(self, request):
        if self.nested > self.DEEP:
            need_room(self.ROOM)
        self.nested += 1
        try:
            return self.answer_to(request)
        finally:
            self.nested -= 1

    def answer_to(self, request):
        self.asked += 1
        number = request['id'] = self.asked
        dropped = self.agent.take_dropped()
        if dropped:
            request['free'] = dropped
        self.send(request)
        while True:
            message = self.receive()
            if message is None:
                self.gone()
            if 'do' in message:
                self.respond(message)
            elif message.get('id') != number:
                give_up('the kit answered %r where %r was asked' % (message.get('id'), number))
            elif 'raise' in message:
                raise self.agent.decode(message['raise'])
            else:
                return self.agent.decode(message['ok'])

    def gone(self):
        if get_ident() == MAIN_THREAD:
            os._exit(0)
        raise Stop('the kit has closed the channel')


class Control:
    """The channel by which the kit opens others and asks for stacks, and by whose end we end."""

    def __init__(self, agent, path):
        self.agent = agent
        self.path = path
        self.speaking = RLock()
        self.channel = Channel(agent, path, 'control')
        self.channel.send({'protocol': PROTOCOL, 'pid': PROCESS})
        greeting = self.channel.receive()
        if greeting is None or greeting.get('protocol') != PROTOCOL:
            give_up('the kit does not speak protocol %d' % PROTOCOL)
        start_new_thread(self.serve, ())

    def tell(self, doing):
        """Tells the kit what is done before the first test, for the case that it does not end."""
        with self.speaking:
            self.channel.send({'step': doing})

    def serve(self):
        HIDDEN.add(get_ident())
        while True:
            message = self.channel.receive()
            if message is None:
                os._exit(0)
            if 'open' in message:
                start_new_thread(self.open, (message['open'],))
            elif 'stacks' in message:
                with self.speaking:
                    self.channel.send({'stacks': stacks()})

    def open(self, name):
        NAMES[get_ident()] = 'agent %s' % name
        channel = self.agent.local.channel = Channel(self.agent, self.path, name)
        try:
            channel.serve()
        except OSError:
            pass  # the kit has closed the channel while we worked
        finally:
            NAMES.pop(get_ident(), None)


NAMES = {}  # of our own threads, which no `threading` knows
HIDDEN = set()


def give_up(reason):
    print('agent: ' + reason, file=sys.stderr, flush=True)
    os._exit(3)


def stacks():
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    names.update(NAMES)
    text = []
    for ident, frame in sys._current_frames().items():
        name = names.get(ident, str(ident))
        if ident not in HIDDEN:
            text.append('Thread %s (most recent call last):\n%s' % (name, stack_of(frame)))
    return '\n'.join(text)


def stack_of(frame):
    """A stack as text, from where our part of it ends."""
    frames = traceback.extract_stack(frame)
    first = next((i for i, frame in enumerate(frames) if frame.filename != __file__), 0)
    return ''.join(traceback.format_list(frames[first:]))


def end_with_kit(directory):
    """Ends this process with the kit, whatever it is doing then; its input ends when the kit does."""
    agent = os.getpid()
    try:
        alive, mine = os.pipe()
        child = os.fork()
    except (AttributeError, NotImplementedError, OSError):
        start_new_thread(watch_stdin, ())
        return
    if child:
        os.close(alive)
        os.waitpid(child, 0)
        return  # `mine` stays open until this process has ended
    if os.fork():
        os._exit(0)  # what watches is no child of ours
    os.setsid()
    os.close(mine)
    for output in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)
    ready = select([0, alive], [], [])[0]
    if alive not in ready:
        os.kill(agent, signal.SIGKILL)
    if 0 in ready:
        for path in (os.path.join(directory, 'kit.sock'), os.path.join(directory, 'agent.py')):
            try:
                os.remove(path)
            except OSError:
                pass
        try:
            os.rmdir(directory)
        except OSError:
            pass
    os._exit(0)


def watch_stdin():
    HIDDEN.add(get_ident())
    while os.read(0, 4096):
        pass
    os._exit(0)


def main():
    try:
        os.setpgid(0, 0)  # an interrupt from the terminal is for the kit
    except OSError:
        pass
    path, options = sys.argv[1], json.loads(sys.argv[2])
    for blocked in options.get('block', ()):
        sys.modules[blocked] = None
    end_with_kit(os.path.dirname(path))
    os.dup2(2, 1)
    faulthandler.enable()
    gc.disable()
    warnings.filterwarnings('always', category=RuntimeWarning)
    warnings.filterwarnings('ignore', category=DeprecationWarning)
    warnings.filterwarnings('ignore', message='coroutine .* was never awaited')
    sys.path.append(os.getcwd())
    agent = Agent(path)
    control = Control(agent, path)
    agent.itself = Laboratory(agent, options, control.tell)
    agent.itself.listen()
    channel = agent.local.channel = Channel(agent, path, 'main')
    channel.serve()
    os._exit(0)


if __name__ == '__main__':
    main()
