"""A shop that lives on Amazon Pay, whatever client it calls with."""

import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import story
from pay_world import PAUSE

# For how often the clock is moved on until something is decided.
PATIENCE = 40
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")


class Shop:
    """What chapters of the story are told with."""

    def __init__(self, world, client):
        self.world = world
        self.client = client
        self.called = set()
        self.expected = Counter()

    def can(self, action):
        return action in self.client.actions

    def call(self, action, **fields):
        """The result of the action, when there was time enough since the last one."""
        self.world.advance(PAUSE)
        return self.call_at_once(action, **fields)

    def call_at_once(self, action, **fields):
        result = self.client.call(action, fields)
        self.called.add(action)
        return result or {}

    def refused(self, code, action, **fields):
        try:
            result = self.call(action, **fields)
        except story.Refused as refusal:
            if refusal.code != code:
                raise AssertionError(f"{action}: expected the error {code}, got {refusal}") from refusal
        else:
            raise AssertionError(f"{action}: expected the error {code}, got the answer {result}")

    def wait(self, state, action, **fields):
        """The details once they are in that state."""
        for _ in range(PATIENCE):
            (details,) = self.call(action, **fields).values()
            if status_of(details)["State"] == state:
                return details
        raise AssertionError(f"{action}, {fields}: {status_of(details)} and not {state}")

    def expect(self, id, state):
        """Has the shop be told once that this object got into this state."""
        if self.client.believe:
            self.expected[id, state] += 1

    def hear(self):
        """Takes in what was told, of which each is believed, until everything that was expected was told."""
        told = Counter()
        while not self.expected <= told:
            try:
                arrival = self.world.receiver.notification()
            except AssertionError as late:
                raise AssertionError(f"not told of {self.expected - told}, but of {told}") from late
            details = believed(self.client, arrival)
            told[id_of(details), status_of(details)["State"]] += 1
        twice = {key: times for key, times in told.items() if times > max(1, self.expected[key])}
        if twice:
            raise AssertionError(f"told more than once: {twice}")
        return sum(told.values())


def believed(client, arrival):
    """The object that a notification tells of, which the client believes, but not if anything was changed under way."""
    envelope = json.loads(arrival.message)
    changed = envelope | {"Message": envelope["Message"].replace("State", "state", 1)}
    try:
        wrong = client.believe(replace(arrival, message=json.dumps(changed)))
    except story.Refused:
        return client.believe(arrival)
    raise AssertionError(f"what was changed under way is believed: {wrong}")


def status_of(details):
    (status,) = [value for name, value in details.items() if name.endswith("Status") and isinstance(value, dict)]
    return status


def id_of(details):
    """Its own id, which is the only field of that kind, or the first one."""
    return next(value for name, value in details.items() if re.fullmatch(r"Amazon\w+Id", name))


def ids(details):
    """What is in a list of ids. A reader without schema gives one alone, or nothing."""
    listed = details["IdList"]
    found = listed.get("member", listed.get("Id")) if listed else []
    return found if isinstance(found, list) else [found]


def price(amount, currency="USD"):
    return {"Amount": amount, "CurrencyCode": currency}


def same(place, found, expected):
    """Fails where `found` hasn't what is expected: amounts may be written otherwise, and None stands for nothing."""
    if isinstance(expected, dict):
        if not isinstance(found, dict):
            raise AssertionError(f"{place}: expected {expected!r}, got {found!r}")
        for name, value in expected.items():
            if name == "Amount":
                value = Decimal(value)
            same(f"{place}.{name}", found.get(name), value)
    elif isinstance(expected, Decimal):
        if not isinstance(found, (str, Decimal)) or Decimal(found) != expected:
            raise AssertionError(f"{place}: expected {expected}, got {found!r}")
    elif isinstance(expected, re.Pattern):
        if not isinstance(found, str) or not expected.fullmatch(found):
            raise AssertionError(f"{place}: expected {expected.pattern}, got {found!r}")
    elif expected is None:
        if found:
            raise AssertionError(f"{place}: expected nothing, got {found!r}")
    elif found != expected:
        raise AssertionError(f"{place}: expected {expected!r}, got {found!r}")
