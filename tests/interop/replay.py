"""`fps migrate replay`: what an old program did at the FPS of a sandbox is recorded, and done once more at the gateway,
which asks the Amazon Pay of another sandbox. Everything in which the answers differ must be documented.
"""

import json
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import parse_qsl

from gateway import Gateway, play, programs, visit
from recorder import Recorder
from sandbox import WORK, Sandbox

ENDS_WITHIN = 120
# What comes back from a co-branded page and stands in requests.
IDS = {
    "tokenID",
    "prepaidInstrumentID",
    "prepaidSenderTokenID",
    "fundingTokenID",
    "creditInstrumentID",
    "creditSenderTokenID",
    "settlementTokenID",
}
# What this check does otherwise than a shop that moves: its buyers consent at the gateway before the replay begins, and
# the recorded side is a sandbox that has been founded with tokens.
RULES = """
[[difference]]
actions = ["GetTokens"]
fields = ["Token"]
only = "missing"
why = "the sandbox has tokens from its beginning"

[[difference]]
actions = ["GetTokens"]
fields = ["Token"]
only = "added"
why = "the buyers of the whole recording have been to the pages before"

[[difference]]
actions = ["GetTokens", "GetTokenByCaller"]
fields = ["Token.TokenStatus"]
recorded = ["Inactive"]
new = ["Active"]
why = "the buyers of the whole recording have been to the pages before"
"""


def check(fps):
    with Sandbox(fps) as sandbox, Sandbox(fps) as amazon, tempfile.TemporaryDirectory(dir=WORK) as folder:
        replay(fps, "boto", sandbox, amazon, Path(folder))


def replay(fps, name, sandbox, amazon, folder):
    caller = sandbox.seed.caller
    key, secret = caller["access_key_id"], caller["secret_access_key"]
    visits = []
    with Recorder(sandbox.url) as recorder:
        keys = key, secret, *sandbox.seed.identity("replayed-shop")
        play(programs()[name], recorder.url, keys, {"auto": "approve", "buyer": "buyer", "method": "CC"}, visits)
    recording, ids, rules = folder / "recording.har", folder / "ids.csv", folder / "rules.toml"
    recording.write_text(json.dumps(har(recorder.exchanges)))
    rules.write_text(RULES)
    with Gateway(fps, amazon, key, secret) as gateway:
        ids.write_text(mapping(gateway, visits))
        command = [fps, "migrate", "replay", str(recording), "--against", gateway.url, "--map", str(ids), "--wait", "60"]
        command += ["--rules", str(rules), "--cert", gateway.keys[2], "--key", gateway.keys[3]]
        explained = run([*command, "--gateway"], folder, gateway)
        plain = run(command, folder, gateway)
    judge(name, explained, plain, len(calls(recorder.exchanges)))


def mapping(gateway, visits):
    """What stands for the ids that buyers brought back: they go to the gateway's pages now, with the same links."""
    lines = ["old,new"]
    for address, before in visits:
        now = dict(parse_qsl(visit(gateway.url, address, {"auto": "approve"})))
        lines += [f"{old},{now[name]}" for name, old in parse_qsl(before) if name in IDS]
    return "\n".join(lines) + "\n"


def run(command, folder, gateway):
    """The exit status and the report, after it was written in every form."""
    junit, html = folder / "replay.xml", folder / "replay.html"
    ended = subprocess.run(
        [*command, "--json", "--junit", str(junit), "--html", str(html)],
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN,
        env={"AWS_ACCESS_KEY_ID": gateway.keys[0], "AWS_SECRET_ACCESS_KEY": gateway.keys[1]},
    )
    if not ended.stdout:
        raise AssertionError(f"fps migrate replay has told nothing: {ended.stderr}")
    report = json.loads(ended.stdout)
    suite = ElementTree.parse(junit).getroot()
    failed = [case for case in suite.iter("testcase") if case.find("failure") is not None]
    counts = int(suite.get("tests")), int(suite.get("failures"))
    if counts != (len(report["cases"]), len(failed)):
        raise AssertionError(f"JUnit counts {counts}, and has {len(report['cases'])} tests and {len(failed)} failures")
    page = html.read_text(encoding="utf-8")
    if "<script" in page or "src=" in page or gateway.keys[1] in page + ended.stdout + junit.read_text():
        raise AssertionError("the page loads something, or a report tells the secret")
    return ended.returncode, report, len(failed)


def judge(name, explained, plain, calls):
    status, report, failed = explained
    if status != 0 or failed or len(report["cases"]) != calls:
        differences = "\n".join(told(case) for case in report["cases"] if case["verdict"] not in ("same", "explained"))
        raise AssertionError(f"{name}: status {status}, {len(report['cases'])} of {calls} calls: {report['stopped']}\n{differences}")
    if not report["counts"].get("same") or not report["counts"].get("explained"):
        raise AssertionError(f"{name}: that the answers are alike, or that they differ, was not seen: {report['counts']}")
    # The gateway is told apart from FPS where its documents count for nothing.
    status, report, failed = plain
    found = {case["action"] for case in report["cases"] if case["verdict"] == "unexplained"}
    if status != 1 or not failed or "GetAccountBalance" not in found:
        raise AssertionError(f"{name}: without what is documented: status {status}, {failed} failures in {found}")
    print(f"{name}: {calls} calls, {explained[1]['counts']}", flush=True)


def told(case):
    return f"{case['place']} {case['action']} {case['verdict']}: {case['why']} {case['unmapped']} " + "; ".join(
        f"{difference['path']} {difference['recorded']!r} is {difference['new']!r}"
        for difference in case["differences"]
        if difference["explained"] is None
    )


def calls(exchanges):
    """What went to the API, and not to the pages."""
    return [exchange for exchange in exchanges if not exchange.path.startswith("/cobranded-ui/")]


def har(exchanges):
    """The recording as a proxy keeps it."""
    entries = []
    for exchange in exchanges:
        headers = exchange.request_headers
        request = {
            "method": exchange.method,
            "url": f"http://{headers['host']}{exchange.path}",
            "headers": [{"name": name, "value": value} for name, value in headers.items()],
        }
        if exchange.request:
            request["postData"] = {"mimeType": headers.get("content-type", ""), "text": exchange.request.decode()}
        content = {"mimeType": exchange.headers.get("content-type", ""), "text": exchange.answer.decode()}
        entries.append({"request": request, "response": {"status": exchange.status, "content": content}})
    return {"log": {"version": "1.2", "entries": entries}}
