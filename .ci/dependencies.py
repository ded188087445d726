"""Holds what the package depends on to deny.toml, and the size of its client to the number given.

    python3 .ci/dependencies.py MOST_CRATES

Licences, banned crates, two versions of one crate, sources; and how many crates `cargo tree -e normal` lists for the
default features, the package itself among them.
"""

import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULES = tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    licence: str

    def is_like(self, crate):
        """Whether it is `name` or `name@version`, where the version may be the beginning of one."""
        name, _, version = crate.partition("@")
        return self.name == name and (not version or f"{self.version}.".startswith(f"{version}."))


def main(most_crates):
    packages = dependencies()
    problems = [
        f"{package.name} {package.version}: [licenses] of deny.toml does not allow {package.licence!r}"
        for package in packages
        if not allowed(package.licence)
    ]
    problems += [
        f"{package.name} {package.version} is banned: {ban['reason']}"
        for package in packages
        for ban in RULES["bans"]["deny"]
        if package.is_like(ban["crate"])
    ]
    problems += duplicates(packages, RULES["bans"]["skip"])
    problems += foreign()
    count = len(tree("normal"))
    if count > most_crates:
        problems.append(f"the default features need {count} crates, and {most_crates} are the most")
    print(f"{len(packages)} crates in all, {count} for the default features (at most {most_crates})", flush=True)
    sys.exit("\n".join(problems) or 0)


def dependencies():
    """The crates that are built for the features of deny.toml on this platform; not those that only tests need."""
    features = ",".join(RULES["graph"]["features"])
    lines = tree("normal,build", "--features", features, "--format", "{p}\t{l}")
    return [Package(*re.fullmatch(r"(\S+) v(\S+).*\t(.*)", line).groups()) for line in lines]


def allowed(expression):
    """Whether an SPDX expression can be met with allowed licences alone."""
    words = re.findall(r"[()]|[^\s()/]+|/", expression.replace(" WITH ", "~"))

    def any_of():
        answer = all_of()
        while words and words[0] in ("OR", "/"):
            words.pop(0)
            answer |= all_of()
        return answer

    def all_of():
        answer = one()
        while words and words[0] == "AND":
            words.pop(0)
            answer &= one()
        return answer

    def one():
        if not words:
            return False
        word = words.pop(0)
        if word != "(":
            return word.replace("~", " WITH ") in RULES["licenses"]["allow"]
        answer = any_of()
        return answer and bool(words) and words.pop(0) == ")"

    return any_of() and not words


def duplicates(packages, skipped):
    """Crates in more than one version, not counting those that are skipped."""
    versions = defaultdict(list)
    for package in packages:
        if not any(package.is_like(skip["crate"]) for skip in skipped):
            versions[package.name].append(package.version)
    return [
        f"{name} is there in the versions {', '.join(found)}: bring them together, or say in deny.toml why not"
        for name, found in versions.items()
        if len(found) > 1
    ]


def foreign():
    """Crates of the lock file that come from anywhere but one registry; only this package comes from nowhere."""
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))["package"]
    sources = [package.get("source", "") for package in locked]
    problems = [
        f"{package['name']} is fetched from {source}"
        for package, source in zip(locked, sources)
        if source and not source.startswith("registry+")
    ]
    if sources.count("") != 1 or len(set(sources)) > 2:
        problems.append("Cargo.lock has more than this one package and one registry")
    return problems


def tree(edges, *options):
    """The lines of `cargo tree`, each once."""
    command = ["cargo", "tree", "--locked", "-e", edges, "--prefix", "none", "--no-dedupe", *options]
    return sorted(set(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()))


if __name__ == "__main__":
    main(int(sys.argv[1]))
