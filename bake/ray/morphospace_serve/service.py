"""The HTTP side: three calls, JSON in and out, no framework."""

import hmac
import json
import math
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from .requests import BadRequest, counts_of, nearest_of, rows_of
from .store import Store, counted
from .survey import Survey

MOST_BYTES = 1_000_000  # of a question
OWN_MACHINE = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")


class Service:
    """
    :param origins: pages that may ask, besides those of this machine; "*" for all
    :param token: that every question has to bring, where there is one
    """

    def __init__(self, survey: Survey, store: Store, origins: list[str], token: str | None):
        self.survey, self.store, self.origins, self.token = survey, store, origins, token

    def answer(self, path: str, asked: dict) -> dict:
        """:raises BadRequest: with a sentence"""
        if path == "/nearest":
            wanted = nearest_of(asked, self.survey)
            rows, distances = self.store.nearest(wanted.vector, wanted.k, wanted.where)
            return {"rows": rows, "ids": self.store.rows(rows, ["id"])["id"], "distances": distances}
        if path == "/rows":
            wanted = rows_of(asked, self.survey)
            columns = self.store.rows(wanted.rows, wanted.columns)
            return {"rows": wanted.rows, "columns": {name: list(map(told, values)) for name, values in columns.items()}}
        wanted = counts_of(asked, self.survey)
        column = self.survey.columns[wanted.column]
        if not wanted.where:
            return column["counts"]
        return counted(self.store.values(wanted.column, wanted.where), column)

    def allows(self, origin: str) -> bool:
        return "*" in self.origins or origin in self.origins or OWN_MACHINE.fullmatch(origin) is not None

    def server(self, host: str, port: int) -> ThreadingHTTPServer:
        handler = type("Handler", (Handler,), {"service": self})
        server = type("Server", (ThreadingHTTPServer,), {"request_queue_size": 128})
        return server((host, port), handler)


def told(value):
    """JSON has no infinite numbers."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


class Handler(BaseHTTPRequestHandler):
    service: Service
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds that a silent connection is kept

    def do_OPTIONS(self) -> None:
        self.send(204, None)

    def do_GET(self) -> None:
        self.send(405, {"error": "need a question by POST to /nearest, /rows or /counts (docs/service.md)."})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.close_connection = True  # what is left of the question is not read
            self.send(413, {"error": f"need a question of at most {MOST_BYTES} bytes with its Content-Length."})
            return
        body = self.rfile.read(int(length))
        path = urlsplit(self.path).path
        if self.service.token and not self.brings_token():
            self.send(401, {"error": "need the service's token (Authorization: Bearer …)."})
        elif path not in ("/nearest", "/rows", "/counts"):
            self.send(404, {"error": f"need /nearest, /rows or /counts; got {path}."})
        else:
            self.send(*self.answered(path, body))

    def answered(self, path: str, body: bytes) -> tuple[int, dict]:
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            return 400, {"error": "need JSON; got something else."}
        if not isinstance(asked, dict):
            return 400, {"error": "need a JSON object."}
        try:
            return 200, self.service.answer(path, asked)
        except BadRequest as wrong:
            return 400, {"error": str(wrong)}
        except Exception as error:
            self.log_error("%s: %r", path, error)
            return 500, {"error": "the store failed; the service's log says how."}

    def brings_token(self) -> bool:
        given = self.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {self.service.token}".encode())

    def send(self, status: int, answer: dict | None) -> None:
        body = b"" if answer is None else json.dumps(answer, allow_nan=False).encode()
        self.send_response(status)
        origin = self.headers.get("Origin")
        if origin and self.service.allows(origin):
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Headers", "Content-Type, Authorization")
            self.send_header("Access-Control-Allow-Private-Network", "true")
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        self.send_header("Vary", "Origin")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code="-", size="-") -> None:
        """Questions are not kept."""
