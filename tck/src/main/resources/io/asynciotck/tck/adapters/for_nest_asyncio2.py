"""What asyncio-tck has to know of nest_asyncio2: it changes loops that are there."""

import asyncio

import nest_asyncio2

distribution = 'nest-asyncio2'
issues = 'https://github.com/Chaoses-Ib/nest-asyncio2/issues'
does_not = {
    'refuse-nested': ('nested runs are what it is for', 'https://github.com/Chaoses-Ib/nest-asyncio2'),
}


def new_event_loop():
    loop = asyncio.new_event_loop()
    nest_asyncio2.apply(loop)
    return loop
