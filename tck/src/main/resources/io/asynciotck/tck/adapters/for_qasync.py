"""What asyncio-tck has to know of qasync: Qt wants an application, and its main thread."""

import os

os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')

import qasync

distribution = 'qasync'
issues = 'https://github.com/CabbageDevelopment/qasync/issues'
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
    return qasync.QtCore.QCoreApplication.instance() or qasync.QtCore.QCoreApplication(['asyncio-tck'])


def new_event_loop():
    return qasync.QEventLoop(qasync.QtCore.QCoreApplication.instance())
