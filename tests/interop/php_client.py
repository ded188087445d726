"""PHP's SoapClient, which client.php drives: both canonicalisations, both digests."""

import subprocess

import bridge
import contract
import story
from recorder import Recorder
from sandbox import Sandbox

MANNERS = [("exclusive", "sha1"), ("exclusive", "sha256"), ("inclusive", "sha1"), ("inclusive", "sha256")]


def check(fps):
    version = php_version()
    for manner in MANNERS:
        with Sandbox(fps) as sandbox, Recorder(sandbox.url) as recorder:
            with bridge.Bridge(command(sandbox, recorder, manner)) as client:
                called = story.play(sandbox.seed, client.call)
            contract.judge(recorder.exchanges, called)
            print(f"PHP {version}, SoapClient, {', '.join(manner)}: {len(called)} actions")


def php_version():
    return subprocess.check_output(["php", "-r", "echo PHP_VERSION;"], text=True)


def command(sandbox, recorder, manner):
    wsdl = f"{recorder.url}/doc/2010-08-28/AmazonFPS.wsdl"
    return ["php", bridge.script("client.php"), wsdl, *sandbox.seed.identity("php"), *manner]
