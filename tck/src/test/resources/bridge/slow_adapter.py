"""An adapter that promises a clock, and lets the wrong time pass."""

from src.test.resources.bridge.frozen_adapter import begin, loops, new_event_loop

__all__ = ['advance', 'begin', 'new_event_loop']


def advance(seconds):
    for loop in loops:
        loop.now += seconds / 2
