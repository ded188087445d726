"""What `fps migrate scan --format sarif` writes, judged by the schema and by Microsoft's SARIF Multitool."""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile

import jsonschema
from sandbox import REPOSITORY, WORK

PACKAGE = "@microsoft/sarif-multitool-linux"
VERSION = "5.7.0"
FIXTURES = REPOSITORY / "tests" / "migrate" / "fixtures"

# The project has no address of its own that a log could name.
PASSED_OVER = {"SARIF2005"}

# Names and lines that somebody may have written who means ill.
HOSTILE = {
    "a b/ü<script>%.ini": "endpoint = https://fps.amazonaws.com/ # </script>\u202e\n",
    "a:b/#?.ini": 'endpoint = "https://fps.sandbox.amazonaws.com/"\n',
    "control\x1b.ini": "\x01endpoint = https://fps.amazonaws.com/\n",
    "logo.png": "\0\0\0",
}


def check(fps):
    folder = WORK / "sarif"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    multitool, schema = install(folder)
    judge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    results = 0
    logs = []
    for name, arguments in inputs(folder).items():
        log = folder / f"{name}.sarif"
        subprocess.run([fps, "migrate", "scan", *arguments, "--format", "sarif", "--output", log], cwd=folder, check=True)
        document = json.loads(log.read_text(encoding="utf-8"))
        problems = [f"{problem.json_path}: {problem.message}" for problem in judge.iter_errors(document)]
        if problems:
            raise AssertionError(f"{log.name} is not as the schema has it: {problems[:10]}")
        logs.append(log)
        results += len(document["runs"][0]["results"])
    if results < 100:
        raise AssertionError(f"only {results} results were judged")
    said = validate(multitool, logs)
    if said:
        raise AssertionError(f"the Multitool has found: {said[:10]}")
    refuse(multitool, judge, logs[0])
    print(f"{len(logs)} logs with {results} results are SARIF 2.1.0, say the schema and the Multitool {VERSION}")


def inputs(folder):
    """By the name of the log: what is scanned for it."""
    hostile = folder / "hostile"
    for name, text in HOSTILE.items():
        path = hostile / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (hostile / "latin.ini").write_bytes("# café\n".encode("latin-1"))
    with zipfile.ZipFile(folder / "shop.zip", "w") as archive:
        for name, text in HOSTILE.items():
            archive.writestr(name, text)
    with tarfile.open(folder / "shop.tgz", "w:gz") as archive:
        archive.add(FIXTURES, arcname="fixtures")
    (folder / "empty").mkdir()
    return {
        "fixtures": [str(FIXTURES)],
        "hostile": ["hostile"],
        "archives": ["shop.zip", "shop.tgz", "hostile"],
        "revision": [str(FIXTURES), "--rev", "HEAD"],
        "empty": ["empty"],
    }


def install(folder):
    """The Multitool, and the schema that comes with it."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"],
        cwd=folder, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    ).stdout.split()[-1]
    with tarfile.open(folder / packed) as package:
        package.extractall(folder, filter="data")
    multitool = folder / "package" / "Sarif.Multitool"
    multitool.chmod(0o755)
    return multitool, json.loads((folder / "package" / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))


def validate(multitool, logs):
    """What the Multitool finds amiss, down to warnings."""
    report = logs[0].with_name("validated.json")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    command = [multitool, "validate", *logs, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]
    command += ["--output", report, "--log", "ForceOverwrite"]
    ran = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if ran.returncode or not report.is_file():
        raise AssertionError(f"the Multitool has ended with {ran.returncode}: {ran.stdout}{ran.stderr}")
    (run,) = json.loads(report.read_text(encoding="utf-8-sig"))["runs"]
    return [
        f"{result['ruleId']} {result['locations'][0]['physicalLocation']['artifactLocation'].get('uri')}: {result['message']}"
        for result in run.get("results", [])
        if result["ruleId"] not in PASSED_OVER
    ]


def refuse(multitool, judge, log):
    """Each judge sees what is wrong, so that its silence means something."""
    document = json.loads(log.read_text(encoding="utf-8"))
    result = document["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    region.update(startLine=9, endLine=3)
    wrong = log.with_name("wrong.sarif")
    wrong.write_text(json.dumps(document), encoding="utf-8")
    if not validate(multitool, [wrong]):
        raise AssertionError("the Multitool takes a place that ends before it begins")
    result["level"] = "severe"
    if judge.is_valid(document):
        raise AssertionError("the schema takes a level that there isn't")
