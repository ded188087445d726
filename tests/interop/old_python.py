"""Gives Python 3 back what boto 2.49 expects of Python 2, without touching boto's files.

boto.fps was never moved to Python 3: it calls `dict.has_key`, takes the length of `filter(...)`, and looks for
`quote` in `urllib`. boto.mws was, but looks for abstract classes in `collections`, where Python 3.10 has them no more.
"""

import builtins
import collections
import collections.abc
import ctypes
import gc
import urllib
import urllib.parse


def restore():
    # `vars(dict)` is a read-only view; what it looks at is the one thing that it refers to.
    (attributes,) = gc.get_referents(vars(dict))
    attributes["has_key"] = lambda self, key: key in self
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(dict))
    urllib.quote = urllib.parse.quote
    collections.Mapping = collections.abc.Mapping
    collections.Iterable = collections.abc.Iterable

    import boto.fps.connection

    boto.fps.connection.filter = lambda test, items: list(builtins.filter(test, items))
