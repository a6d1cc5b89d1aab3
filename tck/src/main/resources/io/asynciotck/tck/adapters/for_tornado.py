"""What asyncio-tck has to know of tornado: the loop that watches descriptors in a thread, for loops that cannot."""

import asyncio

from tornado.platform.asyncio import AddThreadSelectorEventLoop

distribution = 'tornado'
issues = 'https://github.com/tornadoweb/tornado/issues'


def new_event_loop():
    return AddThreadSelectorEventLoop(asyncio.SelectorEventLoop())
