"""An adapter for a loop with a clock of its own, as its author would write it."""

from src.test.resources.bridge import odd_loops

seen = []
loops = []
does_not = {'threads': ('only in its own thread', 'https://example.org/threads'), 'idle': 'never waits'}
resolution = 1e-6
issues = 'https://example.org/issues'


def begin(test):
    seen.append(test.id)
    loops.clear()


def end(test):
    seen.append('end of ' + test.id)


def new_event_loop():
    loop = odd_loops.Frozen()
    loops.append(loop)
    return loop


def advance(seconds):
    for loop in loops:
        loop.now += seconds


