"""Runs a program that comes on standard input, and ends it with all that it has started.

The kit starts this as `python -c TEXT [OPTION ...]` and writes the length of the program, a line feed and
the program. The end of that input, by the kit's word or its death, ends the program. Temporary files of the
program go with it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

# Each line is written as a whole and at once: threads do not mix theirs, and what was printed before a crash counts.
# Where it crashes, the interpreter says in which line.
LINES = b'import faulthandler, sys; sys.stdout.reconfigure(line_buffering=True); faulthandler.enable(); '


def run(options):
    signal.signal(signal.SIGINT, lambda *_: None)  # an interrupt from the terminal is for the kit
    source = sys.stdin.buffer
    program = LINES + source.read(int(source.readline()))
    folder = tempfile.mkdtemp(prefix='asyncio-tck')
    child = subprocess.Popen(
        [sys.executable] + options + ['-'],
        stdin=subprocess.PIPE,
        env=dict(os.environ, TMPDIR=folder),
        start_new_session=True,
    )

    def end():
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except OSError:
            pass

    def watch():
        source.read()
        end()

    threading.Thread(target=watch, daemon=True).start()
    try:
        child.communicate(program)
    finally:
        end()
        shutil.rmtree(folder, ignore_errors=True)
    return child.returncode


status = run(sys.argv[1:])
os._exit(status if status >= 0 else 128 - status)
