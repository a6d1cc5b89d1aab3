"""What asyncio-tck has to know of reloop: it changes asyncio's classes."""

import asyncio

import reloop

distribution = 'reloop'
issues = 'https://github.com/agentine/reloop/issues'
does_not = {
    'refuse-nested': ('nested runs are what it is for', 'https://github.com/agentine/reloop'),
}


def setup():
    reloop.apply()


def new_event_loop():
    return asyncio.new_event_loop()
