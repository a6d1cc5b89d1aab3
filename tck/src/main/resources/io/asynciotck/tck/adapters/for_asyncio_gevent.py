"""What asyncio-tck has to know of asyncio-gevent: gevent takes the place of what blocks."""

import gevent.monkey

distribution = 'asyncio-gevent'
issues = 'https://github.com/gfmio/asyncio-gevent/issues'
does_not = {
    'background-executor': (
        'threads are greenlets of one thread, and a function that blocks without gevent blocks them all',
        'https://www.gevent.org/api/gevent.monkey.html',
    ),
}


def setup():
    gevent.monkey.patch_all()


def new_event_loop():
    import asyncio_gevent  # imports asyncio, which has to be patched by then

    return asyncio_gevent.EventLoop()
