"""What asyncio-tck has to know of looptime: loops whose time passes when nothing is to be done."""

import looptime

distribution = 'looptime'
issues = 'https://github.com/nolar/looptime/issues'
resolution = 1e-6

loops = []


def begin(test):
    loops.clear()


def new_event_loop():
    """Loops of one test share their time."""
    loop = looptime.new_event_loop(start=max((loop.time() for loop in loops), default=1000.0))
    loops.append(loop)
    return loop


def advance(seconds):
    for loop in loops:
        loop.setup_looptime(start=loop.time() + seconds)
