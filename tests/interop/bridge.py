"""Clients in other languages: a process that reads calls and writes answers, a line of JSON each."""

import json
import re
import subprocess
import threading
from pathlib import Path

import story

ANSWERS_WITHIN = 30
REQUEST_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:0"


def script(name):
    return str(Path(__file__).with_name(name))


class Bridge:
    def __init__(self, command, folder=None):
        self.command = command
        self.folder = folder

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        return self

    def __exit__(self, kind, *_):
        self.process.stdin.close()
        if kind is not None:
            self.process.kill()
        status = self.process.wait(ANSWERS_WITHIN)
        if status != 0 and kind is None:
            raise AssertionError(f"{' '.join(self.command)} ended with {status}")

    def call(self, action, request):
        """The result of the action; `story.Refused` for a fault."""
        answer = self.ask(action, request)
        if not re.fullmatch(REQUEST_ID, answer["ResponseMetadata"]["RequestId"]):
            raise AssertionError(f"{action}: RequestId is {answer['ResponseMetadata']['RequestId']!r}")
        return answer.get(f"{action}Result", {})

    def ask(self, verb, request):
        """The answer as the process gives it; `story.Refused` for a fault."""
        watchdog = threading.Timer(ANSWERS_WITHIN, self.process.kill)
        watchdog.start()
        print(json.dumps([verb, request]), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        watchdog.cancel()
        if not line:
            raise AssertionError(f"{verb}: {' '.join(self.command)} gave no answer")
        answer = json.loads(line)
        if "fault" in answer:
            raise story.Refused(answer["fault"].rpartition(".")[2], answer["message"])
        return answer["answer"]
