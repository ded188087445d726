"""Runs the checks that are named on the command line, or all of them.

    python tests/interop/run.py [toolkits] [boto] [zeep] [php] [signatures] [npm] [journeys] [amazon-pay] [gateway]
        [replay] [newcomer] [sarif] [table]

It tests target/debug/fps, or the program that FPS_PROGRAM names. README.md says what each check needs.
"""

import importlib
import sys
import time
import traceback

# Nothing is to be left beside the sources.
sys.dont_write_bytecode = True

from sandbox import fps_program  # noqa: E402

CHECKS = {
    "toolkits": "toolkits",
    "boto": "boto_client",
    "zeep": "zeep_client",
    "php": "php_client",
    "signatures": "signatures",
    "npm": "npm_client",
    "journeys": "journeys",
    "amazon-pay": "pay_clients",
    "gateway": "gateway",
    "replay": "replay",
    "newcomer": "newcomer",
    "sarif": "sarif",
    "table": "table",
}


def main(names):
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        sys.exit(f"no check is called {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    fps = fps_program()
    failed = []
    for name in names or CHECKS:
        started = time.monotonic()
        try:
            importlib.import_module(CHECKS[name]).check(fps)
            outcome = "passed"
        except Exception:
            traceback.print_exc()
            outcome = "FAILED"
            failed.append(name)
        print(f"{name}: {outcome} in {time.monotonic() - started:.1f} s", flush=True)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main(sys.argv[1:])
