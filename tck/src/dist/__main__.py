"""The command `asyncio-tck`, on the Java that came with it.

The loop under test is one of the interpreter that runs this, unless `--python` or `--impl` says otherwise.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

# Tests are many and short: what C2 would compile for them costs more than it saves.
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn48m"


def command(arguments):
    """What is started: Java, with the kit and the interpreter to be tested."""
    java = os.path.join(HERE, "runtime", "bin", "java.exe" if os.name == "nt" else "java")
    options = os.environ.get("ASYNCIO_TCK_JAVA_OPTIONS", QUICK_START).split()
    default = "-Dasyncio-tck.python=" + sys.executable
    return [java, *options, default, "-jar", os.path.join(HERE, "asyncio-tck.jar"), *arguments]


def main():
    """Runs the kit in place of this process where that can be, so that signals and status are its own."""
    line = command(sys.argv[1:])
    if os.name == "nt":
        sys.exit(subprocess.call(line))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(line[0], line)


if __name__ == "__main__":
    main()
