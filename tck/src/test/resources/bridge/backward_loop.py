"""A loop that breaks a rule, for the tests of the programs that show how."""

import asyncio


class BackwardLoop(asyncio.SelectorEventLoop):
    """Runs first what was scheduled last."""

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        self._ready.rotate(1)
        return handle
