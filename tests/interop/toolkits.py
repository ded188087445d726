"""The schema and the WSDL, from the repository and as served, through the tools that read them."""

import json
import re
import subprocess
import urllib.request

import zeep

import contract
from sandbox import REPOSITORY, WORK, Sandbox

OPERATIONS = 27
PHP = """
$client = new SoapClient($argv[1], ['cache_wsdl' => WSDL_CACHE_NONE]);
echo json_encode(array_map(fn ($it) => preg_replace('/^\\S+ (\\w+)\\(.*$/', '$1', $it), $client->__getFunctions()));
"""


def check(fps):
    contract.schema()
    order = operations()
    with Sandbox(fps) as sandbox:
        served = f"{sandbox.url}/doc/2010-08-28"
        kept = REPOSITORY / "wsdl"
        for name in ("AmazonFPS.wsdl", "AmazonFPS.xsd"):
            text = fetch(f"{served}/{name}").replace(sandbox.url, "https://fps.amazonaws.com")
            if text != (kept / name).read_text(encoding="utf-8"):
                raise AssertionError(f"{name} as served differs from the one in wsdl/ in more than the address")
        xmllint(kept / "AmazonFPS.xsd")
        for wsdl in (str(kept / "AmazonFPS.wsdl"), f"{served}/AmazonFPS.wsdl"):
            for tool in (by_zeep, by_php, by_gsoap):
                found = tool(wsdl)
                if found != order:
                    raise AssertionError(f"{tool.__name__}: {wsdl} has the operations {found}, expected {order}")
    print(f"xmllint and lxml take the schema; zeep, PHP and gSOAP find {len(order)} operations in the WSDL")


def operations():
    """The operations in the order of the WSDL."""
    text = (REPOSITORY / "wsdl" / "AmazonFPS.wsdl").read_text(encoding="utf-8")
    found = re.findall(r'soapAction="(\w+)"', text)
    if len(found) != OPERATIONS:
        raise AssertionError(f"the WSDL has {len(found)} soapActions instead of {OPERATIONS}")
    return found


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def xmllint(schema):
    """xmllint takes the schema, a message that is right, and not one that isn't."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name, status in (("TransactionId", 0), ("TransactionIdentity", 3)):
        message = WORK / "message.xml"
        message.write_text(f'<Cancel xmlns="{contract.FPS}"><{name}>1</{name}></Cancel>')
        run = subprocess.run(
            ["xmllint", "--nonet", "--noout", "--schema", str(schema), str(message)], capture_output=True, text=True
        )
        if run.returncode != status:
            raise AssertionError(f"xmllint ended with {run.returncode} instead of {status}: {run.stderr}")


def by_zeep(wsdl):
    client = zeep.Client(wsdl)
    (port,) = client.wsdl.services["AmazonFPS"].ports.values()
    return list(port.binding._operations)


def by_php(wsdl):
    return json.loads(output(["php", "-r", PHP, wsdl]))


def by_gsoap(wsdl):
    return re.findall(r"^int __\w+?__(\w+)\($", output(["wsdl2h", "-s", "-o", "/dev/stdout", wsdl]), re.MULTILINE)


def output(command):
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if run.returncode != 0:
        raise AssertionError(f"{' '.join(command)} ended with {run.returncode}: {run.stdout}{run.stderr}")
    return run.stdout
