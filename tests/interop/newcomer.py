"""README.md's first payment, as written: what it shows is typed into a shell, line by line."""

import json
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

from sandbox import ENDS_WITHIN, REPOSITORY, STARTS_WITHIN, WORK

HEADING = "## A first payment"
TAKES_AT_MOST = 300
ADDRESS = "http://127.0.0.1:8080"
REFERENCES = {"from-curl", "from-boto", "from-fps"}


def check(fps):
    start, *rest = blocks()
    folder = checkout(fps)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    # Nothing is to be left beside the sources.
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    sandbox = subprocess.Popen(
        ["bash", "-euc", f"exec {start}"], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    try:
        ready = sandbox.stdout.readline().strip()
        if ready != f"ready {ADDRESS}":
            raise AssertionError(f"{start} printed {ready!r}")
        script = "\n".join(rest)
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TAKES_AT_MOST,
        )
        if run.returncode != 0:
            raise AssertionError(f"{script}\nended with {run.returncode}: {run.stdout}{run.stderr}")
        paid = payments()
        # The last command lists them, and the console shows them.
        for place, text in (("the list", run.stdout), ("the console", fetch("/_sandbox/console/transactions"))):
            missing = [transaction for transaction in paid if transaction not in text]
            if missing:
                raise AssertionError(f"{place} has no {', '.join(missing)}: {text}")
    finally:
        sandbox.terminate()
        sandbox.wait(ENDS_WITHIN)
    print(f"README.md's first payment: {len(rest)} blocks of commands, {len(paid)} payments in the console")


def blocks():
    """What is to be typed: the indented text of the section, block by block."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    section = readme.partition(f"{HEADING}\n")[2].partition("\n## ")[0]
    found = re.findall(r"(?:^    .*\n(?:\n(?=    ))*)+", section, re.MULTILINE)
    if len(found) < 2:
        raise AssertionError(f"README.md has no commands under {HEADING!r}")
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).strip() for block in found]


def checkout(fps):
    """A folder that looks like this one after a build, with the program that is tested."""
    folder = WORK / "newcomer"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "target" / "release").mkdir(parents=True)
    (folder / "target" / "release" / "fps").symlink_to(Path(fps).resolve())
    (folder / "tests").symlink_to(REPOSITORY / "tests")
    return folder


def payments():
    """The ids of the payments that the section makes."""
    transactions = json.loads(fetch("/_sandbox/transactions"))["transactions"]
    found = {it["caller_reference"]: it for it in transactions if it["caller_reference"] in REFERENCES}
    if set(found) != REFERENCES or any(it["status"] != "Success" for it in found.values()):
        raise AssertionError(f"expected payments called {sorted(REFERENCES)}, and there are {transactions}")
    return [it["transaction_id"] for it in found.values()]


def fetch(path):
    with urllib.request.urlopen(f"{ADDRESS}{path}", timeout=STARTS_WITHIN) as answer:
        return answer.read().decode()
