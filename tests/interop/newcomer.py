"""README.md's first payment and what it shows of the sandbox, as written: it is typed into a shell, line by line."""

import json
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

from sandbox import ENDS_WITHIN, REPOSITORY, STARTS_WITHIN, WORK

PAYMENT = "## A first payment"
AMAZON_PAY = "## Amazon Pay"
MOVING = "## Moving to Amazon Pay"
PAGES = "### The co-branded pages"
STEERING = "### Tests steer it"
TAKES_AT_MOST = 300
ADDRESS = "http://127.0.0.1:8080"
REFERENCES = {"from-curl", "from-boto", "from-fps"}


def check(fps):
    start, *rest = blocks(PAYMENT)
    if not rest:
        raise AssertionError(f"README.md has one block of commands under {PAYMENT!r}")
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
        console = fetch("/_sandbox/")
        if "<html" not in console or "/_sandbox/console/transactions" not in console:
            raise AssertionError(f"/_sandbox/ is no console: {console}")
        shown = typed(rest, folder, environment)
        paid = payments()
        # The last command lists them, and the console shows them.
        for place, text in (("the list", shown), ("the console", fetch("/_sandbox/console/transactions"))):
            missing = [transaction for transaction in paid if transaction not in text]
            if missing:
                raise AssertionError(f"{place} has no {', '.join(missing)}: {text}")
        approved = typed(blocks(PAGES), folder, environment)
        if not re.search(r"^http://localhost/thanks\?.*\btokenID=", approved) or "&status=S" not in approved:
            raise AssertionError(f"the co-branded page leads to {approved!r}")
        ordered = typed(blocks(AMAZON_PAY), folder, environment)
        if not re.search(r"Completed .*\border-1-a\b", ordered):
            raise AssertionError(f"the order of Amazon Pay is not captured: {ordered}")
        moved = typed(blocks(MOVING), folder, environment)
        if len(re.findall("<TransactionStatus>Pending</TransactionStatus>", moved)) != 2:
            raise AssertionError(f"the old program has not paid at FPS and at the gateway: {moved}")
        if 'name = "The Old Shop"' not in moved:
            raise AssertionError(f"the check of the gateway doesn't tell what buyers know the shop as: {moved}")
        if not re.search(r'"state": "Open"', moved) or not (folder / "target" / "old-shop" / "plan.md").stat().st_size:
            raise AssertionError(f"the order did not come to Amazon Pay, or there is no plan: {moved}")
        typed(blocks(STEERING), folder, environment)
        if not (folder / "before.json").stat().st_size or payments(there=False):
            raise AssertionError("the state was not exported, or not reset afterwards")
    finally:
        sandbox.terminate()
        sandbox.wait(ENDS_WITHIN)
    print(f"README.md's first payment: {len(rest)} blocks of commands, {len(paid)} payments in the console")
    print("README.md's co-branded pages, order of Amazon Pay, move to it, and steering: as shown")


def typed(commands, folder, environment):
    """What is printed by the commands, which all have to succeed."""
    script = "\n".join(commands)
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
    return run.stdout


def blocks(heading):
    """What is to be typed: the indented text of the section, block by block."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    section = re.split(r"\n##+ ", readme.partition(f"{heading}\n")[2])[0] + "\n"
    found = re.findall(r"(?:^    .*\n(?:\n(?=    ))*)+", section, re.MULTILINE)
    if not found:
        raise AssertionError(f"README.md has no commands under {heading!r}")
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).strip() for block in found]


def checkout(fps):
    """A folder that looks like this one after a build, with the program that is tested."""
    folder = WORK / "newcomer"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "target" / "release").mkdir(parents=True)
    (folder / "target" / "release" / "fps").symlink_to(Path(fps).resolve())
    (folder / "tests").symlink_to(REPOSITORY / "tests")
    return folder


def payments(there=True):
    """The ids of the payments that the section makes: all of them have to be there, or none."""
    transactions = json.loads(fetch("/_sandbox/transactions"))["transactions"]
    found = {it["caller_reference"]: it for it in transactions if it["caller_reference"] in REFERENCES}
    if set(found) != (REFERENCES if there else set()) or any(it["status"] != "Success" for it in found.values()):
        raise AssertionError(f"expected payments called {sorted(REFERENCES) if there else 'none'}, and there are {transactions}")
    return [it["transaction_id"] for it in found.values()]


def fetch(path):
    with urllib.request.urlopen(f"{ADDRESS}{path}", timeout=STARTS_WITHIN) as answer:
        return answer.read().decode()
