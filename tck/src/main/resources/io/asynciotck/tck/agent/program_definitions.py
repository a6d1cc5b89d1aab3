"""What a program of a failure may have to define. It takes what it needs."""


class Boom(Exception):
    pass


class BoomError(BaseException):
    pass


class Executor(concurrent.futures.Executor):
    def __init__(self, execute):
        self.execute = execute

    def submit(self, function, *args, **kwargs):
        future = concurrent.futures.Future()

        def work():
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function(*args, **kwargs))
                except BaseException as error:
                    future.set_exception(error)

        self.execute(work)
        return future


async def async_generator(values, clean_up):
    try:
        for value in values:
            yield value
    finally:
        ended = clean_up()
        if ended is not None:
            await ended


async def open_generator(clean_up):
    await async_generator([1, 2], clean_up).__anext__()


async def turns(count):
    for _ in range(count):
        await asyncio.sleep(0)


def failed_future(loop, exception):
    loop.create_future().set_exception(exception)


def failed_task(loop, exception):
    async def fail():
        raise exception

    task = loop.create_task(fail())
    task.add_done_callback(lambda _: loop.stop())
    loop.run_forever()
    exception.__traceback__ = None  # it may hold what has run the task


def hear_deprecations():
    heard = hear_deprecations.heard = []
    warnings.simplefilter('always', DeprecationWarning)
    warnings.showwarning = lambda message, category, *place, **more: heard.append(category)


def heard_deprecation():
    heard = DeprecationWarning in hear_deprecations.heard
    hear_deprecations.heard.clear()
    return heard


def pattern(start, length, seed):
    block = bytes((i * 31 + i // 251 + seed) & 255 for i in range(251 * 256))
    first = start % len(block)
    return (block * ((first + length) // len(block) + 1))[first : first + length]


def receive_pattern(sock, start, seed):
    count, same, ended = 0, True, False
    sock.setblocking(False)
    while not ended:
        try:
            part = sock.recv(1 << 18)
        except BlockingIOError:
            break
        ended = not part
        same = same and (ended or part == pattern(start + count, len(part), seed))
        count += len(part)
    receive_pattern.seen = start + count if same else 'other bytes than were sent'
    return [count, same, ended]


def retrieved_future(loop, exception):
    future = loop.create_future()
    future.set_exception(exception)
    future.exception()


def name_host(name, addresses):
    look_up = socket.getaddrinfo

    def getaddrinfo(host, *args, **kwargs):
        found, failed = [], None
        for address in addresses if host == name else [host]:
            try:
                found += look_up(address, *args, **kwargs)
            except OSError as error:
                failed = error
        if failed and not found:
            raise failed
        return found

    socket.getaddrinfo = getaddrinfo


def slow_name(name, address):
    look_up = socket.getaddrinfo
    maker = threading.get_ident()
    slow_name.asked = slow_name.held_up = False
    slow_name.answered = threading.Event()

    def getaddrinfo(host, *args, **kwargs):
        if host != name:
            return look_up(host, *args, **kwargs)
        slow_name.asked = True
        if not slow_name.answered.wait(3 if threading.get_ident() == maker else None):
            slow_name.held_up = True
        return look_up(address, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo


def is_idle():
    block = bytes(1 << 20)
    for _ in range(5):
        before, own, worked = time.process_time(), time.thread_time(), 0.0
        while worked < 0.1:
            zlib.crc32(block)
            worked = time.thread_time() - own
        if time.process_time() - before - worked < worked / 10:
            return True
    return False


async def outermost(future):
    return await midway(future)


async def midway(future):
    return await innermost(future)


async def innermost(future):
    return await future


def begin_printing():
    sys.stdout = io.StringIO()


def printed():
    text = sys.stdout.getvalue()
    sys.stdout = sys.__stdout__
    return text


class FutureLike:
    _asyncio_future_blocking = False


def limit_descriptors():
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def free_descriptors():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class WatchedPipe(io.FileIO):
    others = []

    def close(self):
        if not self.closed:
            self.others = os.pipe()
        super().close()


def watch_closing(pipe):
    watched = WatchedPipe(os.dup(pipe.fileno()), pipe.mode)
    pipe.close()
    return watched


def spared(pipe):
    pipe.close()
    return all(os.path.exists("/proc/self/fd/%d" % fd) for fd in pipe.others)


def unix_pair():
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.join(folder, "socket"))
        listener.listen()
        near = socket.socket(socket.AF_UNIX)
        near.connect(listener.getsockname())
        return near, listener.accept()[0]


def seen(sock):
    sock.setblocking(False)
    try:
        return sock.recv(1 << 18).decode('latin-1') or 'the end'
    except BlockingIOError:
        return 'nothing'


def send_pattern(sock, start, length, seed):
    data, sent = pattern(start, length - start, seed), 0
    sock.setblocking(False)
    try:
        while sent < len(data):
            sent += sock.send(data[sent : sent + (1 << 18)])
    except BlockingIOError:
        pass
    return sent


def step(method, value):
    try:
        return 'suspend', method(value)
    except StopIteration as stop:
        return 'return', stop.value


def stop_after(loop, iterations):
    left = iter(range(1, iterations))

    def go_round():
        if next(left, None) is None:
            loop.stop()
        else:
            loop.call_soon(go_round)

    return go_round


class Suspend:
    def __init__(self, on):
        self.on = on

    def __await__(self):
        if self.on is not None:
            self.on._asyncio_future_blocking = True
        return (yield self.on)


class Waiter:
    all = []

    def __init__(self, loop, awaitable):
        self.left, self.cancelled, self.steps = [], False, awaitable.__await__()
        self.running = loop.create_task(self.wait())
        self.left.append(('a task', weakref.ref(self.running)))
        self.all.append(self)

    async def wait(self):
        try:
            await self
        except asyncio.CancelledError:
            self.cancelled = True
            raise

    def __await__(self):
        steps, self.steps, value, error = self.steps, None, None, None
        while True:
            try:
                on = steps.send(value) if error is None else steps.throw(error)
            except StopIteration as stop:
                return stop.value
            self.left.append(('a future', weakref.ref(on) if on else lambda: None))
            value = error = None
            try:
                value = yield on
            except BaseException as raised:
                error = raised
            on = None


def start_waiter(loop, awaitable):
    Waiter(loop, awaitable)


def cancel_waiters():
    for waiter in Waiter.all:
        waiter.running.cancel()
        waiter.running = None


def kept_of_waiters(but):
    gc.collect()
    left = [(what, ref()) for waiter in Waiter.all if waiter.cancelled for what, ref in waiter.left]
    kept = {what for what, value in left if value is not None and not any(value is own for own in but)}
    return ', '.join(sorted(kept)) or 'nothing'
