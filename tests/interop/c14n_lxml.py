"""Answers canonicalisation questions with libxml2.

Each line of standard input is: the index of an element in document order, the method
(`inclusive`, or `exclusive:` and a comma-separated prefix list), and the document in hexadecimal.
Each line of standard output is the canonical form in hexadecimal.
"""

import io
import sys

from lxml import etree

for line in sys.stdin:
    index, method, document = line.rstrip("\n").split(" ")
    root = etree.parse(io.BytesIO(bytes.fromhex(document))).getroot()
    element = [node for node in root.iter() if isinstance(node.tag, str)][int(index)]
    kind, _, prefixes = method.partition(":")
    canonical = etree.tostring(
        element,
        method="c14n",
        exclusive=kind == "exclusive",
        inclusive_ns_prefixes=[prefix for prefix in prefixes.split(",") if prefix] or None,
        with_comments=False,
    )
    print(canonical.hex())
