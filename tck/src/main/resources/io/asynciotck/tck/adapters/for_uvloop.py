"""What asyncio-tck has to know of uvloop. `--loop uvloop:new_event_loop` says the same."""

import uvloop

distribution = 'uvloop'
issues = 'https://github.com/MagicStack/uvloop/issues'


def new_event_loop():
    return uvloop.new_event_loop()
