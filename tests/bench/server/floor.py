"""What no turn over REST can do without, as a server: reads the JSON, commits a row to SQLite, sends an answer.

    python -m tests.bench.server.floor PORT DATABASE ANSWER_FILE
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from sanic import Request, Sanic
from sanic.response import HTTPResponse, raw

from tests.bench.server.line import PATH


def main() -> None:
    port, database, answer = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]).read_bytes()
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
    app = Sanic("floor")

    @app.post(PATH)
    async def turn(request: Request) -> HTTPResponse:
        body = request.json
        with connection:
            connection.execute("INSERT INTO events (sender_id, data) VALUES (?, ?)", (body["sender"], body["message"]))
        return raw(answer, content_type="application/json")

    app.run("127.0.0.1", port, access_log=False)


if __name__ == "__main__":
    main()
