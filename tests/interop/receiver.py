"""The shop's own web server: notifications are posted to it, and buyers come back to it."""

import queue
import threading
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARRIVES_WITHIN = 30


@dataclass(frozen=True)
class Arrival:
    """`message` is the body of a notification, or the query of a buyer who comes back: as it came, not decoded."""

    verb: str
    url: str
    message: str
    headers: Message = field(repr=False)


class Receiver:
    """`with Receiver() as receiver:` gives `receiver.ipn_url` and `receiver.return_url`."""

    def __init__(self):
        self.notifications = queue.SimpleQueue()
        self.buyers = queue.SimpleQueue()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.ipn_url = f"{self.url}/ipn"
        # It has a parameter of its own, which has to come back too.
        self.return_url = f"{self.url}/back?basket=7%20%26%208"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def notification(self):
        """The next notification, which may be under way."""
        try:
            return self.notifications.get(timeout=ARRIVES_WITHIN)
        except queue.Empty:
            raise AssertionError(f"no notification within {ARRIVES_WITHIN} seconds") from None

    def buyer(self):
        """The buyer who has come back last."""
        return self.buyers.get_nowait()


def handler(receiver):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path, _, query = self.path.partition("?")
            receiver.buyers.put(Arrival("GET", f"{receiver.url}{path}", query, self.headers))
            self.thank()

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.notifications.put(Arrival("POST", f"{receiver.url}{self.path}", body, self.headers))
            self.thank()

        def thank(self):
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    return Handler
