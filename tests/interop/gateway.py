"""Old programs at the gateway, which asks the Amazon Pay of a sandbox: the same programs, byte for byte, at the FPS of
another sandbox, and everything in which what they are answered differs.

`gateway-differences.toml` lists what may differ. A difference that it doesn't list fails the check, and so does one that
it lists and nobody has seen.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from journey import steer
from receiver import Receiver
from sandbox import ENDS_WITHIN, STARTS_WITHIN, WORK, Sandbox

PATIENCE = 180
HERE = Path(__file__).parent
KEY, SECRET = "AKIAIOLDSHOPEXAMPLE", "the/old+secret=of~a shop"
# Longer words are ids.
SHORTEST_ID = 17
PARTS = re.compile(r"[0-9A-Za-z_-]{%d,}" % SHORTEST_ID)
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
FRIENDLY = re.compile(r"Friendly\d+")


def check(fps):
    differences = Differences()
    for name, command in PROGRAMS.items():
        with Receiver() as receiver:
            with Sandbox(fps) as sandbox:
                at_fps = play(command, sandbox.url, Buyer({"buyer": "buyer", "method": "CC"}), receiver, sandbox)
            with Sandbox(fps) as amazon, Gateway(fps, amazon) as gateway:
                at_gateway = play(command, gateway.url, Buyer({}), receiver, gateway)
                if not steer(amazon, "GET", "ledger")["balanced"]:
                    raise AssertionError("the books of Amazon Pay do not balance")
        differences.compare(name, at_fps, at_gateway)
    differences.close()


class Gateway:
    """`fps gateway` before the Amazon Pay of a sandbox."""

    def __init__(self, fps, amazon):
        seller = amazon.seed.merchants[0]["seller_id"]
        keys = amazon.seed.caller
        folder = WORK / "gateway"
        folder.mkdir(parents=True, exist_ok=True)
        self.config = folder / "gateway.toml"
        self.config.write_text(
            f"""
            listen = "127.0.0.1:0"
            certificates_from = {json.dumps(amazon.url)}
            trust_hosts = ["127.0.0.1"]
            [[caller]]
            access_key_id = {json.dumps(KEY)}
            secret_access_key = {{ env = "OLD_SECRET" }}
            [caller.amazon_pay]
            seller_id = {json.dumps(seller)}
            access_key_id = {json.dumps(keys["access_key_id"])}
            secret_access_key = {{ env = "MWS_SECRET" }}
            environment = "sandbox"
            endpoint = {json.dumps(amazon.url)}
            """
        )
        self.command = [fps, "gateway", "--config", str(self.config), *MEMORY]
        self.environment = os.environ | {"OLD_SECRET": SECRET, "MWS_SECRET": keys["secret_access_key"]}
        self.keys = KEY, SECRET


MEMORY = []
PROGRAMS = {}
