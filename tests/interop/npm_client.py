"""npm's soap with WSSecurityCert, which client.mjs drives."""

import json
import shutil
import subprocess

import bridge
import contract
import story
from recorder import Recorder
from sandbox import WORK, Sandbox

PACKAGES = ("package.json", "client.mjs", "query.mjs", "pay.mjs")


def check(fps):
    folder, version = install()
    with Sandbox(fps) as sandbox, Recorder(sandbox.url) as recorder:
        with bridge.Bridge(command(sandbox, recorder), folder) as client:
            called = story.play(sandbox.seed, client.call)
        contract.judge(recorder.exchanges, called)
        print(f"npm soap {version}, WSSecurityCert: {len(called)} actions")


def install(package="soap"):
    """The folder in which the packages are installed, and the version of one of them."""
    folder = WORK / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        shutil.copy(bridge.script(name), folder)
    options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(["npm", "install", *options], cwd=folder, check=True, stdin=subprocess.DEVNULL)
    return folder, json.loads((folder / "node_modules" / package / "package.json").read_text())["version"]


def command(sandbox, recorder):
    wsdl = f"{recorder.url}/doc/2010-08-28/AmazonFPS.wsdl"
    return ["node", "--no-deprecation", "client.mjs", wsdl, *sandbox.seed.identity("npm")]
