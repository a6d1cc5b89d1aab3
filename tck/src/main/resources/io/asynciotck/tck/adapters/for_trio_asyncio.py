"""What asyncio-tck has to know of trio-asyncio: its loop for those who do not live in trio."""

from trio_asyncio._sync import SyncTrioEventLoop

distribution = 'trio-asyncio'
issues = 'https://github.com/python-trio/trio-asyncio/issues'
does_not = {
    'move-between-threads': (
        'the loop runs in a greenlet of the thread that made it',
        'https://trio-asyncio.readthedocs.io/en/latest/usage.html',
    ),
}


def new_event_loop():
    return SyncTrioEventLoop()
