"""Every test that README.md names for what is known of clients is there."""

import re

from sandbox import REPOSITORY

HEADING = "## What is known of clients"
FUNCTION = {".rs": r"\bfn {}\b", ".py": r"^def {}\("}


def check(_):
    readme = (REPOSITORY / "tests" / "interop" / "README.md").read_text(encoding="utf-8")
    section = readme.partition(HEADING)[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][2:]
    if not rows:
        raise AssertionError(f"README.md has no table under {HEADING!r}")
    named = 0
    for row in rows:
        tests = re.findall(r"`([^`]+\.\w+)::(\w+)`", row.split(" | ")[-1])
        if not tests:
            raise AssertionError(f"no test is named in {row!r}")
        for file, name in tests:
            path = REPOSITORY / file if "/" in file else REPOSITORY / "tests" / "interop" / file
            if not path.is_file():
                raise AssertionError(f"{file} is not there: {row!r}")
            if not re.search(FUNCTION[path.suffix].format(name), path.read_text(encoding="utf-8"), re.MULTILINE):
                raise AssertionError(f"{file} has no {name}: {row!r}")
        named += len(tests)
    print(f"all {named} tests that {len(rows)} rows name are there")
