"""The agent of asyncio-tck: lets the kit drive the asyncio of this interpreter.

The kit starts it as `python agent.py SOCKET OPTIONS` and speaks the protocol of PROTOCOL.md with it.
It needs Python 3.7 or newer and nothing besides the standard library. It knows no name of the API
under test: the kit says which object, which name and which arguments.

Objects cross by number. `Objects` holds what the kit has of ours, `Kit` stands here for what we
have of the kit's. Each side counts how often it was sent a number and gives that count back when
it has dropped the last copy, so that a number in flight is never lost.

The garbage collector runs only in `Agent.tidy`: a finalizer may call back into the kit, and must
not do so in the middle of reading or writing a frame.
"""

import json
import sys

PROTOCOL = 1
LIMIT = 16 << 20
OPTIONS = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}

for blocked in OPTIONS.get('block', ()):
    sys.modules[blocked] = None

import asyncio
import collections
import collections.abc
import concurrent.futures
import faulthandler
import gc
import importlib
import inspect
import logging
import os
import platform
import select
import selectors
import signal
import socket
import struct
import threading
import time
import traceback
import types
import warnings
import weakref

JSON = json.JSONEncoder(separators=(',', ':'), check_circular=False)
ENCODE = JSON.encode
DECODE = json.JSONDecoder().scan_once
PLAIN = frozenset((type(None), bool, int, str))
SIZE = struct.Struct('>I')
CHEAP_COLLECTION = sys.implementation.name == 'cpython'  # elsewhere it takes 100 ms


if getattr(json.encoder, 'c_make_encoder', None) is not None:  # PyPy has none
    # JSON.encode makes this anew for each text.
    CHUNKS = json.encoder.c_make_encoder(
        None, JSON.default, json.encoder.encode_basestring_ascii, None, ':', ',', False, False, True
    )

    def ENCODE(message):
        return ''.join(CHUNKS(message, 0))


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count() or 1


class AgentError(Exception):
    """The kit asked for something that cannot be: a broken message, an object of an earlier test."""


class Hang(SystemExit):
    """The loop waits for what can never come. A SystemExit, because those leave every loop."""


class Stop(SystemExit):
    """The kit gives the test up, from inside of a callback."""


class KitException(Exception):
    """An exception of the kit's that has no counterpart in Python."""


class KitError(BaseException):
    """An error of the kit's that is no exception and has no counterpart in Python."""


class Kit:
    """Something of the kit's: a value that is only passed on, or a function to call."""

    def __init__(self, number, same):
        self.number = number
        self.same = same
        self.received = 0
        self.test = AGENT.test

    def __eq__(self, other):
        return type(other) is Kit and self.same == other.same

    def __hash__(self):
        return self.same

    def __call__(self, *args):
        return self.ask('call', args)

    def ask(self, action, args):
        agent = AGENT
        if self.test != agent.test:
            raise AgentError('%r is not known: it belongs to an earlier test' % self)
        return agent.ask({'do': action, 'on': self.number, 'args': [agent.encode(arg) for arg in args]})

    def __repr__(self):
        return '<kit %d>' % self.number

    def __del__(self):
        agent = AGENT
        agent.dropped.append((self.number, self.received))
        known = agent.peers.get(self.number)
        if known is not None:
            peer = known()
            if peer is None or peer is self:
                agent.peers.pop(self.number, None)

    executor = staticmethod(lambda: None)

    def as_executor(self):
        executor = self.executor()
        if executor is None:
            executor = KitExecutor(self)
            self.executor = weakref.ref(executor)
        return executor


class KitExecutor(concurrent.futures.Executor):
    """An executor whose threads are the kit's."""

    def __init__(self, kit):
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


@types.coroutine
def drive(kit):
    """Runs a coroutine of the kit's: tells it what it was sent, and yields what it waits for."""
    agent = AGENT
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
            if kit.test == agent.test:
                kit.ask('close', ())
            raise
        except BaseException as error:
            verb, value = 'throw', error


async def kit_coroutine(kit):
    return await drive(kit)


class Objects:
    """What the kit holds of ours, by number, with how often each was sent."""

    def __init__(self):
        self.lock = threading.RLock()
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

    def clear(self):
        with self.lock:
            released = list(self.entries.values())
            self.entries.clear()
            self.numbers.clear()
        released.clear()


class Kinds:
    """Which of the kit's interfaces an object is an instance of."""

    def __init__(self):
        self.known = []
        self.cache = {}

    def learn(self, kinds):
        """Takes pairs of an interface and the Python class that it stands for, subclasses first."""
        for kind, path in kinds:
            module, _, name = path.rpartition('.')
            self.known.append((kind, name, getattr(importlib.import_module(module), name, None)))

    def of(self, value):
        cls = type(value)
        kind = self.cache.get(cls)
        if kind is None:
            kind = self.cache[cls] = self.find(cls, value)
        return kind

    def find(self, cls, value):
        for kind, _, known in self.known:
            if known is not None and issubclass(cls, known):
                return kind
        names = {base.__name__ for base in cls.__mro__}
        for kind, name, _ in self.known:
            if name in names:
                return kind
        return 'callable' if callable(value) else 'object'


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


class Loops:
    """Makes the loops under test, and closes those that a test has left open."""

    def __init__(self, path):
        self.path = path
        self.clock = Clock()
        self.make = self.named(path) if path else asyncio.SelectorEventLoop
        self.made = []
        self.policy = asyncio.get_event_loop_policy()

    @staticmethod
    def named(path):
        module, _, name = path.partition(':')
        target = importlib.import_module(module)
        for part in name.split('.'):
            target = getattr(target, part)
        return target

    def real(self):
        return self.keep(self.make())

    def virtual(self):
        return self.keep(self.virtual_class(self.clock))

    def keep(self, loop):
        self.made = [made for made in self.made if not made.is_closed()]
        self.made.append(loop)
        return loop

    @staticmethod
    def virtual_subclass(base):
        class VirtualLoop(base):
            def __init__(self, clock):
                self.__clock = clock
                super().__init__(selector=VirtualSelector(clock))
                if clock.resolution is not None:
                    self._clock_resolution = clock.resolution

            def time(self):
                return self.__clock.time()

        return VirtualLoop

    def probe(self, loop):
        """Whether loops of this kind can be given a clock: asyncio's own selector loop can."""
        if not isinstance(loop, asyncio.SelectorEventLoop) or not accepts(type(loop), 'selector'):
            return False
        self.virtual_class = self.virtual_subclass(type(loop))
        return True

    def install(self, virtual):
        factory = self.virtual if virtual else self.real

        class Policy(asyncio.DefaultEventLoopPolicy):
            def new_event_loop(self):
                return factory()

        asyncio.set_event_loop_policy(Policy())

    def close(self):
        """Closes what is open, and takes back what a loop that was torn down has left behind."""
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


class Log(logging.Handler):
    """Keeps what is written to the logger of asyncio."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        level = 'ERROR' if record.levelno >= logging.ERROR else record.levelname
        self.lines.append([level, self.format(record)])


def public_name(cls):
    """The name under which users know an exception class."""
    module = cls.__module__
    if module == '__main__':
        return 'agent.' + cls.__name__
    for package in ('asyncio', 'concurrent.futures'):
        if module == package or module.startswith((package + '.', '_' + package)):
            return package + '.' + cls.__name__
    return cls.__name__ if module == 'builtins' else module + '.' + cls.__qualname__


def exception_class(name, base):
    """The class for an exception of the kit's; without a name one of ours."""
    if name is None:
        return KitException if base == 'Exception' else KitError
    if name == 'agent.Stop':
        return Stop
    module, _, attribute = name.rpartition('.')
    return getattr(importlib.import_module(module), attribute)


class Agent:
    """All that the threads of the agent share, and the object number 0 on which the kit calls."""

    TIDY_EVERY = 2000

    def __init__(self, path, options):
        self.path = path
        self.options = options
        self.local = threading.local()
        self.objects = Objects()
        self.kinds = Kinds()
        self.log_handler = Log()
        self.dropped = collections.deque()
        self.test = 0
        self.forget_kit()
        self.messages = 0
        self.tidied = 0
        self.tidying = threading.Lock()

    def forget_kit(self):
        self.lock = threading.RLock()
        self.peers = {}  # number -> weak reference to what stands for it here
        self.kits = weakref.WeakKeyDictionary()  # coroutine -> its Kit
        self.held = {}  # number -> exception, for classes without weak references
        self.kept = {}  # number -> coroutine that only the kit uses: new, or driven by hand

    # Values

    def encode(self, value):
        cls = type(value)
        if cls in PLAIN:
            return value
        if cls is float:
            return value if value - value == 0 else {'float': repr(value)}
        if cls is Kit or cls is KitExecutor:
            return {'kit': value.number}
        if cls is list or cls is tuple:
            return [self.encode(item) for item in value]
        if cls is types.CoroutineType:
            kit = self.kits.get(value)
            if kit is not None:
                return {'kit': kit.number}
        elif cls is set or cls is frozenset:
            return {'set': [self.encode(item) for item in value]}
        elif cls is dict:
            return {'map': {str(key): self.encode(item) for key, item in value.items()}}
        elif isinstance(value, BaseException):
            return self.encode_exception(value)
        return {'agent': self.objects.number(value), 'kind': self.kinds.of(value)}

    def encode_exception(self, error):
        kit = getattr(error, '_tck_kit', None)
        if kit is not None:
            return {'kit': kit.number}
        try:
            message = str(error) if error.args else None
        except Exception:
            message = None
        names = [public_name(cls) for cls in type(error).__mro__ if cls is not object]
        encoded = {'agent': self.objects.number(error), 'exception': names, 'message': message}
        if error.__cause__ is not None and error.__cause__ is not error:
            encoded['cause'] = self.encode_exception(error.__cause__)
        return encoded

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
            if 'float' in value:
                return float(value['float'])
            raise AgentError('not a value: %r' % (value,))
        if cls is list:
            return [self.decode(item) for item in value]
        return value

    def peer(self, value):
        """What stands here for something of the kit's: one object for as long as it lives."""
        number, kind = value['kit'], value.get('kind')
        cause = self.decode(value['cause']) if 'cause' in value else None
        with self.lock:
            known = self.peers.get(number)
            peer = self.held.get(number) if known is None else known()
            if peer is None:
                peer = self.new_peer(number, kind, value)
            if kind == 'coroutine':
                self.kits[peer].received += 1
            elif kind == 'exception':
                peer._tck_kit.received += 1
                if cause is not None:
                    peer.__cause__ = cause
            else:
                peer.received += 1
        return peer.as_executor() if kind == 'executor' else peer

    def new_peer(self, number, kind, value):
        kit = peer = Kit(number, value.get('same', number))
        if kind == 'coroutine':
            peer = kit_coroutine(kit)
            self.kits[peer] = kit
            self.kept[number] = peer
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
            channel = self.local.channel = Channel(self.path, 'reverse')
        return channel

    def ask(self, request):
        return self.channel().ask(request)

    def take_dropped(self):
        counts = []
        while self.dropped:
            counts.append(self.dropped.popleft())
        return counts

    def perform(self, request, channel):
        """Carries a request out. The channel keeps the value until the kit has read the answer."""
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
            target = self if on == 0 else self.objects.get(on) if type(on) is int else self.decode(on)
            channel.answered = value = action(target, request)
            return {'id': request['id'], 'ok': self.encode(value)}
        except BaseException as error:
            channel.answered = error
            return {'id': request.get('id'), 'raise': self.encode_exception(error)}

    def do_call(self, target, request):
        args = [self.decode(arg) for arg in request['args']]
        kwargs = request.get('kwargs')
        if kwargs:
            kwargs = {key: self.decode(arg) for key, arg in kwargs.items()}
            return getattr(target, request['name'])(*args, **kwargs)
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

    # Object number 0

    def start(self, kinds, names):
        """Learns the interfaces and tells what this interpreter has of them."""
        self.kinds.learn(kinds)
        for path in self.options.get('setup', ()):
            Loops.named(path)()
        self.loops = Loops(self.options.get('loop'))
        logging.getLogger('asyncio').addHandler(self.log_handler)
        samples = self.samples()
        loop = samples['EventLoop']
        virtual = self.loops.probe(loop)
        found = {
            'python': '%s %s' % (self.interpreter(), platform.python_version()),
            'version': '%d.%d.%d' % sys.version_info[:3],
            'loop': '%s.%s' % (type(loop).__module__, type(loop).__qualname__),
            'loop_version': self.loop_version(),
            'resolution': self.resolution(loop),
            'virtual_time': virtual,
            'introspection': self.scheduled_timers(loop) == 1,  # that of the samples
            'missing': self.missing(names, samples),
        }
        loop.close()
        self.reset()
        if hasattr(gc, 'freeze'):
            gc.freeze()  # what is here now stays: no collection has to look at it
        return found

    @staticmethod
    def interpreter():
        """What people call it. GraalPy says the name of what it runs on."""
        name = platform.python_implementation()
        return 'GraalPy' if name == 'GraalVM' else name

    def loop_version(self):
        """The version of the package under test, where that is not asyncio itself."""
        path = self.options.get('loop') or ''.join(self.options.get('setup', ())[:1])
        name = path.partition(':')[0].partition('.')[0]
        version = getattr(sys.modules.get(name), '__version__', None)
        if name and version is None:
            try:
                version = importlib.import_module('importlib.metadata').version(name)
            except ImportError:  # not installed as a package; or Python 3.7, which cannot tell
                pass
        return version if isinstance(version, str) else None

    def samples(self):
        """An object of each kind that only a loop can make."""

        async def nothing():
            pass

        loop = self.loops.real()
        task = loop.create_task(nothing())
        coroutine = nothing()
        samples = {
            'Asyncio': asyncio,
            'EventLoop': loop,
            'AsyncFuture': loop.create_future(),
            'Task': task,
            'Handle': loop.call_soon(int),
            'TimerHandle': loop.call_later(3600, int),
            'Coroutine': coroutine,
        }
        coroutine.close()
        loop.run_until_complete(task)
        return samples

    @staticmethod
    def resolution(loop):
        """The loop's own word, or how coarse the readings of its clock are if that is coarser."""
        own = getattr(loop, '_clock_resolution', None)
        if not isinstance(own, float):
            own = time.get_clock_info('monotonic').resolution
        readings = []
        for _ in range(5):
            loop.run_until_complete(asyncio.sleep(0.0013))
            readings.append(loop.time())
        for unit in (1e-3, 1e-6):
            if all(abs(reading / unit - round(reading / unit)) < 1e-3 for reading in readings):
                return max(own, unit)
        return own

    def missing(self, names, samples):
        """Which members, and which keywords of members, are not there: `Task.cancel(msg)`."""
        missing = []
        classes = {kind: known for kind, _, known in self.kinds.known}
        for kind, members in names.items():
            sample = samples.get(kind, classes.get(kind))
            for name, *keywords in members:
                member = missing if sample is None else getattr(sample, name, missing)
                if member is missing:
                    missing.append('%s.%s' % (kind, name))
                else:
                    missing += ['%s.%s(%s)' % (kind, name, word) for word in keywords if not accepts(member, word)]
        return sorted(set(missing))

    def module(self, virtual, threads):
        """Begins a test."""
        self.reset()
        self.loops.clock.reset(threads)
        self.loops.install(virtual)
        return asyncio

    def reset(self):
        """Ends a test: closes its loops and forgets all that it has made."""
        self.loops.close()
        self.objects.clear()
        self.kept.clear()
        self.tidy()
        self.test += 1
        self.forget_kit()
        self.dropped.clear()
        self.log_handler.lines = []

    def tidy(self):
        """Collects garbage where that is safe: between two messages."""
        self.tidied += 1
        if CHEAP_COLLECTION or self.tidied % 50 == 0:
            if self.tidying.acquire(False):
                try:
                    gc.collect()
                finally:
                    self.tidying.release()

    def time(self):
        return self.loops.clock.time()

    def advance(self, seconds):
        self.loops.clock.advance(seconds)

    def set_resolution(self, seconds):
        self.loops.clock.resolution = seconds

    def log(self):
        return list(self.log_handler.lines)

    def scheduled_timers(self, loop):
        return len(getattr(loop, '_scheduled', ()))

    def traceback(self, error):
        return ''.join(traceback.format_exception(type(error), error, error.__traceback__))

    def object_count(self):
        return len(self.objects.entries)


def accepts(member, keyword):
    try:
        parameters = inspect.signature(member).parameters
    except (TypeError, ValueError):
        return True  # written in C without a signature
    return keyword in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())


class Channel:
    """One socket, used by one thread of ours and one of the kit's, which take turns.

    To wake a thread that sleeps on an idle processor takes as long as a turn. So who waits first
    looks whether something has come, for a moment, and yields after each look. When that took
    longer than a turn, somebody else needs the processor, or another thread of ours the interpreter.
    Then, and when nothing has come in time, we sleep, and do so at once the next times, the more
    often the more time was lost. The kit does the same (WakefulSocket says what that gains).
    """

    LOOKS = hasattr(os, 'sched_yield') and hasattr(select, 'poll') and processors() > 1
    AWAKE = 200e-6
    LONG_YIELD = 50e-6
    LOST_PER_SLEEP = 1e-6

    def __init__(self, path, name):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        if self.LOOKS:
            poll = select.poll()
            poll.register(self.socket, select.POLLIN)
            self.poll = poll.poll
            self.sleeps = 0
        self.buffer = b''
        self.asked = 0
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
        start = now = time.perf_counter()
        while not self.poll(0):
            os.sched_yield()
            last, now = now, time.perf_counter()
            if now - last > self.LONG_YIELD or now - start > self.AWAKE:
                self.sleeps = int((now - start) / self.LOST_PER_SLEEP)
                return

    def serve(self):
        while True:
            message = self.receive()
            if message is None:
                return
            self.respond(message)

    def respond(self, request):
        answer = AGENT.perform(request, self)
        dropped = AGENT.take_dropped()
        if dropped:
            answer['free'] = dropped
        try:
            self.send(answer)
        except (AgentError, TypeError, ValueError) as error:
            self.send({'id': request['id'], 'raise': AGENT.encode_exception(error)})

    def ask(self, request):
        self.asked += 1
        number = request['id'] = self.asked
        dropped = AGENT.take_dropped()
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
                raise AGENT.decode(message['raise'])
            else:
                return AGENT.decode(message['ok'])

    def gone(self):
        if threading.current_thread() is threading.main_thread():
            os._exit(0)
        raise Stop('the kit has closed the channel')


class Control:
    """The channel by which the kit opens others and asks for stacks, and by whose end we end."""

    def __init__(self, path):
        self.path = path
        self.channel = Channel(path, 'control')
        self.channel.send({'protocol': PROTOCOL, 'pid': os.getpid()})
        greeting = self.channel.receive()
        if greeting is None or greeting.get('protocol') != PROTOCOL:
            give_up('the kit does not speak protocol %d' % PROTOCOL)
        threading.Thread(target=self.serve, name='agent control', daemon=True).start()

    def serve(self):
        while True:
            message = self.channel.receive()
            if message is None:
                os._exit(0)
            if 'open' in message:
                name = message['open']
                threading.Thread(target=self.open, args=(name,), name='agent %s' % name, daemon=True).start()
            elif 'stacks' in message:
                self.channel.send({'stacks': stacks()})

    def open(self, name):
        channel = AGENT.local.channel = Channel(self.path, name)
        try:
            channel.serve()
        except OSError:
            pass  # the kit has closed the channel while we worked


def give_up(reason):
    print('agent: ' + reason, file=sys.stderr, flush=True)
    os._exit(3)


def stacks():
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    text = []
    for ident, frame in sys._current_frames().items():
        name = names.get(ident, str(ident))
        if not name.startswith(('agent control', 'agent stdin')):
            text.append('Thread %s (most recent call last):\n%s' % (name, ''.join(traceback.format_stack(frame))))
    return '\n'.join(text)


def end_with_kit(directory):
    """Ends this process with the kit, whatever it is doing then; its input ends when the kit does."""
    agent = os.getpid()
    try:
        alive, mine = os.pipe()
        child = os.fork()
    except (AttributeError, NotImplementedError, OSError):
        threading.Thread(target=watch_stdin, name='agent stdin', daemon=True).start()
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
    ready = select.select([0, alive], [], [])[0]
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
    while os.read(0, 4096):
        pass
    os._exit(0)


def main():
    try:
        os.setpgid(0, 0)  # an interrupt from the terminal is the kit's affair
    except OSError:
        pass
    path = sys.argv[1]
    end_with_kit(os.path.dirname(path))
    os.dup2(2, 1)
    faulthandler.enable()
    gc.disable()
    warnings.filterwarnings('ignore', category=DeprecationWarning)
    warnings.filterwarnings('ignore', message='coroutine .* was never awaited')
    sys.path.append(os.getcwd())
    Control(path)
    channel = AGENT.local.channel = Channel(path, 'main')
    channel.serve()
    os._exit(0)


AGENT = Agent(sys.argv[1], OPTIONS)
if __name__ == '__main__':
    main()
