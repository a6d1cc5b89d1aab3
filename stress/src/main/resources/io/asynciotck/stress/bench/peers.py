"""The cases of the benchmarks on a Python loop: peers.py LOOP CASE [SIZE].

LOOP is `asyncio` or `uvloop`. Prints one JSON object: the nanoseconds of an operation, the median of
several measurements, as `ns`; or bytes as `bytes`; or as `absent` why there is no answer. The case
`versions` tells who would be measured. Each case does what the Java class of the same purpose does.
A case that is a server first prints where it listens and which process it is, as `port` and `pid`, and
ends when its standard input does.
"""

import asyncio
import contextvars
import json
import os
import platform
import random
import socket
import statistics
import sys
import tempfile
import threading
import time

ENOUGH_SECONDS = 1.0
MOST_MEASUREMENTS = 5
TIMERS = 1_000_000
SUSPENDED = 100_000
CHUNK = 256 * 1024


def new_loop(kind):
    if kind == "uvloop":
        import uvloop

        return uvloop.new_event_loop()
    return asyncio.SelectorEventLoop()


def measured(operations, prepare):
    """Nanoseconds of one of the operations that the function does that `prepare` returns."""
    began = time.perf_counter()
    results = []
    while len(results) <= MOST_MEASUREMENTS:
        run, clean_up = prepare()
        start = time.perf_counter_ns()
        run()
        results.append((time.perf_counter_ns() - start) / operations)
        clean_up()
        if time.perf_counter() - began > ENOUGH_SECONDS:
            break
    # The first one is for warming up, where there are others.
    return {"ns": statistics.median(results[1:] or results)}


def in_new_loop(kind, operations, work):
    """Measures a function that gets a new loop and runs it."""

    def prepare():
        loop = new_loop(kind)
        return (lambda: work(loop)), loop.close

    return measured(operations, prepare)


def complete(main):
    return lambda loop: loop.run_until_complete(main(loop))


def sleep_0(kind, tasks):
    switches = max(200_000, tasks)

    async def switch():
        for _ in range(switches // tasks):
            await asyncio.sleep(0)

    async def main(loop):
        await asyncio.gather(*[switch() for _ in range(tasks)])

    return in_new_loop(kind, switches, complete(main))


def future_hop(kind, _size):
    hops = 50_000

    async def main(loop):
        waiting = None
        left = hops

        async def play():
            nonlocal waiting, left
            while left > 0:
                other = waiting
                waiting = mine = loop.create_future()
                if other is not None:
                    other.set_result(None)
                await mine
                left -= 1
            if not waiting.done():
                waiting.set_result(None)

        await asyncio.gather(play(), play())

    return in_new_loop(kind, hops, complete(main))


async def trivial():
    return None


def child_task(kind, _size):
    children = 40_000

    async def main(loop):
        for _ in range(children):
            await loop.create_task(trivial())

    return in_new_loop(kind, children, complete(main))


def gather(kind, width):
    children = max(40_000, width)

    async def main(loop):
        for _ in range(children // width):
            await asyncio.gather(*[trivial() for _ in range(width)])

    return in_new_loop(kind, children // width * width, complete(main))


def wait_for(kind, _size):
    calls = 20_000

    async def main(loop):
        for _ in range(calls):
            await asyncio.wait_for(asyncio.sleep(0), 10)

    return in_new_loop(kind, calls, complete(main))


def timeout(kind, _size):
    calls = 20_000

    async def main(loop):
        for _ in range(calls):
            async with asyncio.timeout(10):
                await asyncio.sleep(0)

    return in_new_loop(kind, calls, complete(main))


def task_group(kind, width):
    children = max(40_000, width)

    async def main(loop):
        for _ in range(children // width):
            async with asyncio.TaskGroup() as group:
                for _ in range(width):
                    group.create_task(trivial())

    return in_new_loop(kind, children // width * width, complete(main))


def contended(kind, tasks, make):
    """Tasks that all want what `make` makes, and hold it over one turn of the loop."""
    times = max(1, 40_000 // tasks)

    async def hold(wanted):
        for _ in range(times):
            async with wanted:
                await asyncio.sleep(0)

    async def main(loop):
        wanted = make()
        await asyncio.gather(*[hold(wanted) for _ in range(tasks)])

    return in_new_loop(kind, times * tasks, complete(main))


def lock(kind, tasks):
    return contended(kind, tasks, asyncio.Lock)


def semaphore(kind, tasks):
    return contended(kind, tasks, lambda: asyncio.Semaphore(10))


def queue(kind, maxsize):
    items = 50_000

    async def put_all(queue):
        for _ in range(items):
            await queue.put("item")

    async def get_all(queue):
        for _ in range(items):
            await queue.get()

    async def main(loop):
        passed = asyncio.Queue(maxsize)
        await asyncio.gather(put_all(passed), get_all(passed))

    return in_new_loop(kind, items, complete(main))


def context_variable(kind, _size):
    callbacks = 200_000
    depth = contextvars.ContextVar("depth")

    def work(loop):
        left = callbacks

        def count():
            nonlocal left
            depth.set(depth.get(0) + 1)
            left -= 1
            if left > 0:
                loop.call_soon(count)
            else:
                loop.stop()

        loop.call_soon(count)
        loop.run_forever()

    return in_new_loop(kind, callbacks, work)


def call_soon_chain(kind, width):
    turns = 200_000

    def work(loop):
        left = turns - width
        alive = width

        def link():
            nonlocal left, alive
            if left > 0:
                left -= 1
                loop.call_soon(link)
            else:
                alive -= 1
                if alive == 0:
                    loop.stop()

        for _ in range(width):
            loop.call_soon(link)
        loop.run_forever()

    return in_new_loop(kind, turns, work)


def nothing():
    pass


def call_soon_bulk(kind, _size):
    callbacks = 1_000_000

    def work(loop):
        def schedule():
            for _ in range(callbacks):
                loop.call_soon(nothing)
            loop.call_soon(loop.stop)

        loop.call_soon(schedule)
        loop.run_forever()

    return in_new_loop(kind, callbacks, work)


def threadsafe(kind, producers):
    callbacks = 100_000

    def work(loop):
        left = callbacks

        def count():
            nonlocal left
            left -= 1
            if left == 0:
                loop.stop()

        def produce():
            for _ in range(callbacks // producers):
                loop.call_soon_threadsafe(count)

        threads = [threading.Thread(target=produce) for _ in range(producers)]
        for thread in threads:
            thread.start()
        loop.run_forever()
        for thread in threads:
            thread.join()

    return in_new_loop(kind, callbacks, work)


def delays(count):
    return [1 + 59 * random.random() for _ in range(count)]


def timers_bulk(kind, cancelled):
    chosen = delays(TIMERS)

    def work(loop):
        handles = [loop.call_later(delay, nothing) for delay in chosen]
        for i, handle in enumerate(handles):
            if i % 100 < cancelled:
                handle.cancel()
        loop.call_soon(loop.stop)
        loop.run_forever()

    return in_new_loop(kind, TIMERS, work)


def timers_rolling(kind, window):
    steps = 100_000
    steps_in_turn = 100
    chosen = delays(1_000_003)
    loop = new_loop(kind)
    handles = [loop.call_later(delay, nothing) for delay in chosen[:window]]
    oldest = next_delay = 0

    def work():
        left = steps

        def turn():
            nonlocal oldest, next_delay, left
            for _ in range(steps_in_turn):
                handles[oldest].cancel()
                handles[oldest] = loop.call_later(chosen[next_delay], nothing)
                oldest = (oldest + 1) % window
                next_delay = (next_delay + 1) % len(chosen)
            left -= steps_in_turn
            if left > 0:
                loop.call_soon(turn)
            else:
                loop.stop()

        loop.call_soon(turn)
        loop.run_forever()

    try:
        return measured(steps, lambda: (work, nothing))
    finally:
        loop.close()


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def bytes_each(count, make):
    if not os.path.exists("/proc/self/statm"):
        return {"absent": "the memory of a process is read from /proc"}
    before = resident()
    kept = make()
    answer = {"bytes": (resident() - before) / count}
    del kept
    return answer


def suspended_tasks(kind, _size):
    loop = new_loop(kind)
    never = loop.create_future()

    async def wait():
        await never

    def make():
        tasks = [loop.create_task(wait()) for _ in range(SUSPENDED)]
        loop.call_soon(loop.stop)
        loop.run_forever()
        return tasks

    answer = bytes_each(SUSPENDED, make)
    loop.set_exception_handler(lambda *_: None)
    return answer


def timer_bytes(kind, _size):
    loop = new_loop(kind)
    chosen = delays(TIMERS)
    try:
        return bytes_each(
            TIMERS, lambda: [loop.call_later(delay, nothing) for delay in chosen]
        )
    finally:
        loop.close()


def versions(kind, _size):
    answer = {
        "executable": sys.executable,
        "implementation": platform.python_implementation(),
        "version": platform.python_version(),
    }
    if kind == "uvloop":
        import uvloop

        answer["uvloop"] = uvloop.__version__
    return answer


def raise_descriptor_limit():
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def serve(kind, begin):
    """Serves until the standard input ends. `begin` is a coroutine function that takes the socket."""

    def end_with_input():
        sys.stdin.read()
        os._exit(0)

    raise_descriptor_limit()
    threading.Thread(target=end_with_input, daemon=True).start()
    loop = new_loop(kind)
    asyncio.set_event_loop(loop)
    listening = socket.create_server(("127.0.0.1", 0))
    server = loop.run_until_complete(begin(loop, listening))
    say({"port": listening.getsockname()[1], "pid": os.getpid()})
    loop.run_forever()
    del server


def say(answer):
    print(json.dumps(answer), flush=True)


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


def echo_protocol(kind, _size):
    serve(kind, lambda loop, listening: loop.create_server(Echo, sock=listening))


class BufferedEcho(asyncio.BufferedProtocol):
    """Has one buffer, and reads again only when what is in it was sent."""

    def __init__(self):
        self.buffer = memoryview(bytearray(CHUNK))

    def connection_made(self, transport):
        self.transport = transport
        transport.set_write_buffer_limits(0)

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        self.transport.write(self.buffer[:nbytes])

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()


def echo_buffered(kind, _size):
    serve(kind, lambda loop, listening: loop.create_server(BufferedEcho, sock=listening))


async def echo(reader, writer):
    while data := await reader.read(CHUNK):
        writer.write(data)
        await writer.drain()
    writer.close()


def echo_streams(kind, _size):
    serve(kind, lambda _loop, listening: asyncio.start_server(echo, sock=listening))


def echo_sockets(kind, _size):
    async def echo(loop, connection):
        with connection:
            while data := await loop.sock_recv(connection, CHUNK):
                await loop.sock_sendall(connection, data)

    async def accept(loop, listening):
        tasks = set()
        while True:
            connection, _ = await loop.sock_accept(listening)
            task = loop.create_task(echo(loop, connection))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    async def begin(loop, listening):
        listening.setblocking(False)
        return loop.create_task(accept(loop, listening))

    serve(kind, begin)


def sendfile(kind, size):
    path = tempfile.TemporaryFile()
    path.write(bytes(i % 251 for i in range(size)))
    path.flush()

    class SendFile(Echo):
        def connection_made(self, transport):
            super().connection_made(transport)
            self.file = open(f"/proc/self/fd/{path.fileno()}", "rb")

        def data_received(self, data):
            loop = asyncio.get_running_loop()
            self.task = loop.create_task(loop.sendfile(self.transport, self.file))

        def connection_lost(self, exc):
            self.file.close()

    serve(kind, lambda loop, listening: loop.create_server(SendFile, sock=listening))


def memory(kind, count):
    used, before = 0, 0

    class CountedEcho(Echo):
        used = False

        def data_received(self, data):
            nonlocal used, before
            super().data_received(data)
            if not self.used:
                self.used = True
                used += 1
                if used == 1:
                    before = resident()
                elif used == count + 1:
                    say({"bytes": (resident() - before) / count})

    serve(kind, lambda loop, listening: loop.create_server(CountedEcho, sock=listening))


CASES = {
    "echo-protocol": echo_protocol,
    "echo-buffered": echo_buffered,
    "echo-streams": echo_streams,
    "echo-sockets": echo_sockets,
    "sendfile": sendfile,
    "memory": memory,
    "versions": versions,
    "sleep-0": sleep_0,
    "future-hop": future_hop,
    "child-task": child_task,
    "suspended-tasks": suspended_tasks,
    "gather": gather,
    "wait-for": wait_for,
    "timeout": timeout,
    "task-group": task_group,
    "lock": lock,
    "semaphore": semaphore,
    "queue": queue,
    "context-variable": context_variable,
    "call-soon-chain": call_soon_chain,
    "call-soon-bulk": call_soon_bulk,
    "threadsafe": threadsafe,
    "timers-bulk": timers_bulk,
    "timer-bytes": timer_bytes,
    "timers-rolling": timers_rolling,
}


def main():
    kind, case = sys.argv[1:3]
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    print(json.dumps(CASES[case](kind, size)), flush=True)
    # Without the clean-up of what was left waiting on purpose.
    os._exit(0)


if __name__ == "__main__":
    main()
