"""A proxy on loopback that keeps what passes through it, so that other judges can look at it."""

import http.client
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
TIMEOUT = 30


@dataclass(frozen=True)
class Exchange:
    method: str
    path: str
    request_headers: dict
    request: bytes
    status: int
    reason: str
    headers: dict
    answer: bytes


class Recorder:
    """`with Recorder(sandbox.url) as recorder:` gives `recorder.url` to use instead, and `recorder.exchanges`."""

    def __init__(self, upstream):
        self.exchanges = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(urlsplit(upstream).netloc, self.exchanges))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def handler(upstream, exchanges):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self):
            body = self.read_body()
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            # The Host header stays the client's own: it is signed.
            connection = http.client.HTTPConnection(upstream, timeout=TIMEOUT)
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            exchanges.append(
                Exchange(
                    self.command,
                    self.path,
                    {name.lower(): value for name, value in self.headers.items()},
                    body,
                    answer.status,
                    answer.reason,
                    {name.lower(): value for name, value in answer.getheaders()},
                    content,
                )
            )
            self.send_response(answer.status, answer.reason)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = forward

        def read_body(self):
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, *_):
            pass

    return Handler
