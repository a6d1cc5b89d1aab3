"""What asyncio-tck has to know of asyncslot: Qt wants an application, and its main thread."""

import os

os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')

from PySide6.QtCore import QCoreApplication

# isort: split
# It takes the binding of Qt that is imported by then.
from asyncslot._unix_events import AsyncSlotDefaultEventLoop

distribution = 'asyncslot'
issues = 'https://github.com/fancidev/asyncslot/issues'
does_not = {
    'loops-in-threads': (
        'the loop of the application runs in its main thread',
        'https://doc.qt.io/qt-6/threads-qobject.html',
    ),
    'several-loops': ('there is one application', 'https://doc.qt.io/qt-6/qcoreapplication.html'),
    'move-between-threads': ('Qt objects belong to a thread', 'https://doc.qt.io/qt-6/threads-qobject.html'),
}


def setup():
    """What is returned is kept alive."""
    return QCoreApplication.instance() or QCoreApplication(['asyncio-tck'])


def new_event_loop():
    return AsyncSlotDefaultEventLoop()
