"""A web server on loopback whose answers a test writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the server says: `pause` seconds of silence first."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    pause: float = 0.0


@dataclass
class Request:
    path: str
    headers: dict[str, str]


class Site:
    """The server. `site[path]` is an answer, or a list of answers to one request after the other (the last one stays)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, list[Answer]] = {}
        self.requests: list[Request] = []

    def __setitem__(self, path: str, answer: Answer | list[Answer]) -> None:
        self.answers[path] = answer if isinstance(answer, list) else [answer]

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        answers = self.answers.get(request.path, [Answer(status=404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]


@contextmanager
def serve() -> Iterator[Site]:
    """A server on a free port, for as long as the context lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = served.answer(Request(self.path, {key.lower(): value for key, value in self.headers.items()}))
            time.sleep(answer.pause)
            etag = answer.headers.get("ETag")
            unchanged = etag is not None and self.headers.get("If-None-Match") == etag
            self.send_response(304 if unchanged else answer.status)
            for key, value in answer.headers.items():
                self.send_header(key, value)
            if not unchanged:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if not unchanged:
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that hangs up early is what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    served = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
