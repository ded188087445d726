"""The story that every SOAP client plays: 27 actions, what is asked, and what must be answered.

`story.json` is a list of steps. A step has

    call      the action
    with      the fields of its request
    expect    what the result must have; fields that it does not name are not looked at
    keep      values of the result, by the name that later steps use
    until     what the result must have in the end: the call is repeated until it has
    refused   the code of the error that must come instead of an answer

`$name` stands for a kept value, `$token:NAME` and `$reference:NAME` for a token of the seed and its caller reference,
`$instrument:NAME` and `$subscription:NAME` likewise. In what is expected, `@transaction`, `@token`, `@date`,
`@amount`, `@expiry` (of a card) and `@text` stand for anything of that kind, `null` for nothing, `{"@sum": [...]}` for
an amount, and `{"@has": ...}` for a list with such an element.
"""

import datetime
import json
import re
import time
from decimal import Decimal
from pathlib import Path

PATIENCE = 20
PAUSE = 0.2
KINDS = {
    "@transaction": r"[0-9A-Z]{35}",
    "@token": r"[0-9A-Z]{64}",
    "@amount": r"-?\d+\.\d{6}",
    "@expiry": r"(0[1-9]|1[0-2])/\d{4}",
    "@text": r"(?s).+",
}


class Refused(Exception):
    """What a client raises where the service answers with an error."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code


def play(seed, call):
    """Plays the story with `call(action, request) -> result`, and tells which actions were called."""
    values = Values(seed)
    steps = json.loads(Path(__file__).with_name("story.json").read_text(encoding="utf-8"))
    for number, step in enumerate(steps, 1):
        label = f"step {number}, {step['call']}"
        request = values.fill(step.get("with", {}))
        if "refused" in step:
            refuse(label, step, lambda: call(step["call"], request))
            continue
        result = patient(label, values.fill(step.get("until")), lambda: call(step["call"], request))
        compare(label, values.fill(step.get("expect", {})), result)
        for name, path in step.get("keep", {}).items():
            values.known[f"${name}"] = at(result, path)
    return {step["call"] for step in steps if "refused" not in step}


def refuse(label, step, call):
    try:
        result = call()
    except Refused as refusal:
        if refusal.code != step["refused"]:
            raise AssertionError(f"{label}: expected the error {step['refused']}, got {refusal}") from refusal
    else:
        raise AssertionError(f"{label}: expected the error {step['refused']}, got the answer {result}")


def patient(label, until, call):
    """Calls, and calls again while the answer is not yet `until`."""
    deadline = time.monotonic() + PATIENCE
    while True:
        result = call()
        if until is None:
            return result
        try:
            compare(label, until, result)
            return result
        except AssertionError:
            if time.monotonic() > deadline:
                raise
        time.sleep(PAUSE)


def compare(place, expected, found):
    """Fails where `found` is not what is expected, and says where."""
    differs = AssertionError(f"{place}: expected {expected!r}, got {found!r}")
    if isinstance(expected, dict) and "@has" in expected:
        if not isinstance(found, list) or not any(matches(expected["@has"], element) for element in found):
            raise AssertionError(f"{place}: expected a list that has {expected['@has']!r}, got {found!r}")
    elif isinstance(expected, dict) and "@sum" in expected:
        total = sum(map(Decimal, expected["@sum"]))
        if not matches("@amount", found) or Decimal(found) != total:
            raise AssertionError(f"{place}: expected {total}, got {found!r}")
    elif isinstance(expected, dict):
        if not isinstance(found, dict):
            raise differs
        for name, value in expected.items():
            compare(f"{place}.{name}", value, found.get(name))
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            raise differs
        for index, (value, element) in enumerate(zip(expected, found)):
            compare(f"{place}[{index}]", value, element)
    elif expected == "@date":
        if not is_date(found):
            raise differs
    elif expected in KINDS:
        if not isinstance(found, str) or not re.fullmatch(KINDS[expected], found):
            raise differs
    elif type(expected) is not type(found) or expected != found:
        raise differs


def matches(expected, found):
    try:
        compare("", expected, found)
    except AssertionError:
        return False
    return True


def is_date(found):
    """Whether it is a moment of time. Clients without a type for those leave it as text."""
    if isinstance(found, str):
        try:
            found = datetime.datetime.fromisoformat(found)
        except ValueError:
            return False
    return isinstance(found, datetime.datetime) and found.tzinfo is not None


def at(result, path):
    for name in path.split("."):
        result = result[int(name)] if isinstance(result, list) else result[name]
    return result


class Values:
    """What the `$` names of the story stand for."""

    def __init__(self, seed):
        self.known = {}
        for name, token in seed.tokens.items():
            self.known[f"$token:{name}"] = token["token_id"]
            self.known[f"$reference:{name}"] = token["caller_reference"]
        for name, instrument in seed.instruments.items():
            self.known[f"$instrument:{name}"] = instrument["instrument_id"]
        for name, subscription in seed.subscriptions.items():
            self.known[f"$subscription:{name}"] = subscription["subscription_id"]

    def fill(self, template):
        if isinstance(template, dict):
            return {name: self.fill(value) for name, value in template.items()}
        if isinstance(template, list):
            return [self.fill(value) for value in template]
        if isinstance(template, str) and template.startswith("$"):
            if template not in self.known:
                raise AssertionError(f"{template} stands for nothing: neither the seed nor an earlier step names it")
            return self.known[template]
        return template
