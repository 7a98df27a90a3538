"""The bare program of a whole answer: keeps what is posted as a row, and draws the next question with Jinja2."""

import gzip
import json
import sqlite3
from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from benchmarks.group_commit import GroupCommit
from pages.family.inline_assets import SCRIPT, STYLES
from pages.family.looks import Look

LEVEL = 5  # of squeezing, as Heard squeezes a page made for one browser
PACKED = {"content-encoding": "gzip"}
CHOICES = ("Yes, all of it", "Most of it", "Some of it", "No, none of it", "I don't know", "I'd rather not say")
TEXT = "How much did the people at the meeting listen to what you had to say?"
PAGE = """<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Question {{ number }} – Your views</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{{ css|safe }}</style></head>
<body><header><div class="bar"><span class="name">Your views</span><a class="leave" href="?leave">Leave this page</a>
</div></header><main><form id="talk" method="post">
<input type="hidden" name="question" value="q{{ number }}"><input type="hidden" name="language" value="en">
{% if answers %}<ul class="talk">{% for each in answers %}
<li><p class="asked" id="q{{ loop.index }}">{{ text }}</p><div class="said"><p dir="auto">{{ each }}</p>
<button class="link" name="do" value="change:{{ loop.index }}">Change</button></div></li>{% endfor %}</ul>{% endif %}
<p class="count">Question {{ number }} of 12</p><fieldset><legend><h1>{{ text }}</h1></legend>
{% for each in choices %}<label class="choice"><input type="radio" name="answer" value="{{ loop.index }}">
<span>{{ each }}</span></label>{% endfor %}</fieldset>
<button class="go" name="do" value="answer">Continue</button><button class="link" name="do" value="skip">Skip</button>
</form></main><footer><aside><p>In danger now? Call 999. Under 19? Childline 0800 1111, free, any time.</p></aside>
</footer><script>{{ script|safe }}</script></body></html>
"""


def talking(file: Path) -> Starlette:
    """A form whose fields are kept, durably, before the browser is sent on to a page drawn from what is kept."""
    writer = GroupCommit(file, "CREATE INDEX by_path ON answers (json_extract(body, '$.path'))")
    reader = sqlite3.connect(file, isolation_level=None)
    page = Environment(autoescape=True).from_string(PAGE)

    async def show(request: Request) -> Response:
        kept = "SELECT body FROM answers WHERE json_extract(body, '$.path') = ? ORDER BY id"
        found = [json.loads(body)["answer"][0] for (body,) in reader.execute(kept, (request.url.path,))]
        said = {"text": TEXT, "choices": CHOICES, "css": STYLES[Look.CALM], "script": SCRIPT}
        html = page.render(number=len(found) + 1, answers=found, **said)
        return HTMLResponse(gzip.compress(html.encode(), LEVEL), headers=PACKED)

    async def keep(request: Request) -> Response:
        fields = parse_qs((await request.body()).decode())
        await writer.keep(json.dumps({"path": request.url.path, **fields}))
        return Response(status_code=303, headers={"location": request.url.path})

    return Starlette(
        routes=[
            Route("/", lambda _: HTMLResponse(b"")),
            Route("/f/{token}", show),
            Route("/f/{token}", keep, methods=["POST"]),
        ]
    )
