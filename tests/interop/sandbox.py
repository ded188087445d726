"""A sandbox of its own for each check: `fps sandbox` on a port of the system's choosing."""

import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

STARTS_WITHIN = 20
ENDS_WITHIN = 10
REPOSITORY = Path(__file__).resolve().parents[2]
WORK = REPOSITORY / "target" / "interop"


@dataclass
class Seed:
    """What `GET /_sandbox/seed` tells, by the names of the things."""

    caller: dict
    tokens: dict = field(repr=False)
    instruments: dict = field(repr=False)
    subscriptions: dict = field(repr=False)
    merchants: list = field(repr=False)

    @classmethod
    def read(cls, url):
        with urllib.request.urlopen(f"{url}/_sandbox/seed", timeout=STARTS_WITHIN) as answer:
            seed = json.load(answer)
        by_name = lambda kind: {thing["name"]: thing for thing in seed.get(kind, [])}
        named = (by_name(kind) for kind in ("tokens", "instruments", "subscriptions"))
        return cls(seed["callers"][0], *named, seed["merchants"])

    def identity(self, name):
        """Writes the caller's certificate and key, and tells the two files."""
        folder = WORK / name
        folder.mkdir(parents=True, exist_ok=True)
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        certificate.write_text(self.caller["certificate_pem"])
        key.touch(mode=0o600)
        key.write_text(self.caller["key_pem"])
        return str(certificate), str(key)


class Sandbox:
    """`with Sandbox(fps) as sandbox:` starts one and ends it; it must start at once and end cleanly."""

    def __init__(self, fps, *options, errors=None):
        """What the sandbox says beside its address goes to `errors`."""
        self.command = [fps, "sandbox", "--listen", "127.0.0.1:0", "--memory", *options]
        self.errors = errors

    @cached_property
    def seed(self):
        return Seed.read(self.url)

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=self.errors, stdin=subprocess.DEVNULL, text=True
        )
        watchdog = threading.Timer(STARTS_WITHIN, self.process.kill)
        watchdog.start()
        line = self.process.stdout.readline().strip()
        watchdog.cancel()
        ready, _, self.url = line.partition(" ")
        if ready != "ready" or not re.fullmatch(r"https?://127\.0\.0\.1:\d+", self.url):
            self.process.kill()
            command = " ".join(self.command)
            raise AssertionError(f"{command} printed {line!r} instead of `ready http://127.0.0.1:PORT`")
        return self

    def __exit__(self, kind, *_):
        self.process.terminate()
        try:
            status = self.process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = f"nothing within {ENDS_WITHIN} seconds"
        if status != 0 and kind is None:
            raise AssertionError(f"fps sandbox ended with {status} after SIGTERM instead of 0")


def fps_program():
    """The program to test: FPS_PROGRAM of the environment, or the debug build."""
    program = Path(os.environ.get("FPS_PROGRAM", REPOSITORY / "target" / "debug" / "fps"))
    if not program.is_file():
        sys.exit(f"{program} is not there: build it with `cargo build --features cli`, or set FPS_PROGRAM")
    return str(program)
