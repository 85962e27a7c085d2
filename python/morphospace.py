"""Shows a table of galaxies in Morphospace, from a notebook or a script, on this machine alone.

    from morphospace import show
    show(table, app="path/to/dist")

`table` is a pandas DataFrame or a pyarrow Table. A column `embedding` of lists of numbers becomes the map and the
search; without it, columns `x` and `y` can be drawn, and the rest is read as columns. `app` is the built app: the
folder that `npm run build` writes. Nothing leaves this machine: the server answers on 127.0.0.1 only, and ends with
the interpreter or with `.shutdown()` of what `show` returns.
"""

import functools
import http.server
import io
import threading
import urllib.parse
import webbrowser

HEADERS = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}


def show(table, app="dist", name="table", open_browser=True):
    """Serves the app with the table beside it and opens it. Returns the server, whose `.url` opens it again."""
    bytes_of_table = _parquet(table)
    path = f"/{urllib.parse.quote(name)}.parquet"
    handler = functools.partial(_Handler, directory=str(app), tables={path: bytes_of_table})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.url = f"http://127.0.0.1:{server.server_address[1]}/?catalogue={urllib.parse.quote(path[1:])}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if open_browser:
        webbrowser.open(server.url)
    return server


def _parquet(table):
    import pyarrow
    import pyarrow.parquet

    if not isinstance(table, pyarrow.Table):
        table = pyarrow.Table.from_pandas(table, preserve_index=False)
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink)
    return sink.getvalue()


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".wasm": "application/wasm"}

    def __init__(self, *args, tables, **kwargs):
        self.tables = tables
        super().__init__(*args, **kwargs)

    def do_GET(self):
        table = self._table()
        if table is None:
            return super().do_GET()
        self._send_head_of(table)
        self.wfile.write(table)

    def do_HEAD(self):
        table = self._table()
        if table is None:
            return super().do_HEAD()
        self._send_head_of(table)  # the app asks how long a file is before it reads it

    def _table(self):
        return self.tables.get(self.path.split("?")[0])

    def _send_head_of(self, table):
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.apache.parquet")
        self.send_header("Content-Length", str(len(table)))
        self.end_headers()

    def end_headers(self):
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass
