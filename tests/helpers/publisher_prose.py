"""What the publisher's texts and examples are like: long, marked up, and full of traps."""

from random import Random
from typing import Any

_SENTENCES = (
    "The value is returned as entered in the client's account, in the language of the request.",
    "Передається лише для міжнародних відправлень; для внутрішніх поле ігнорується.",
    "Якщо значення не передано, система підставить його з особистого кабінету відправника.",
    "Please note: the length is given in millimetres and the weight in grams, without units.",
    "У відповідь повертається перелік об'єктів; порядок не гарантується.",
    "If several numbers are given, separate them by commas, e.g. “SHPL0000000001”, «PLUA…».",
    "Deprecated since v.1.0.3 – use <code>divisionId</code> instead (see the table below).",
    "🚚 Доставка від дверей до дверей 🇺🇦➡️🇵🇱 — for B2B clients only 👩‍💼.",
)
_TABLE = (
    "<table border='1' class=\"np\"><thead><tr><th>Code</th><th>Опис</th></tr></thead><tbody>"
    "<tr><td>1</td><td>Draft &amp; saved</td></tr><tr><td>2</td><td>Sent&nbsp;&rarr;&nbsp;hub</td>"
    "</tr></tbody></table>"
)
_MARKUP = (
    _TABLE,
    "<ul><li>Sender</li><li>Recipient<ol><li>name</li><li>phone &lt;string&gt;</li></ol></li></ul>",
    'See the <a href="https://example.com/docs?id=1&amp;lang=uk#top" target="_blank">guide</a>.',
    "First line<br>second line<br/>third line<BR />",
    "<p style='color:red'><b>Important!</b> <i>Only <u>one</u> key</i> a phone.</p><p></p>",
    "| Value | Meaning |\n|-------|---------|\n| `NO` | Норвегія |\n| `on` | enabled |",
    "## Rules\n\n1. First;\n2. second;\n   - nested *item*\n\n> quoted\n\n***",
    "<!-- internal: TODO --><div><span>Unclosed <b>tag</div> 5 < 7 && 7 > 5",
    '```json\n{"openapi": "3.0.0", "paths": {}}\n```',
    "Use <token> or &lt;token&gt;; &#39;quoted&#39; &copy; &unknown; &#128512;",
)
_TRAPS = (
    r"Matches \d{10}, \u0041 is no escape, neither are \N{DASH}, \x and C:\Users\new\temp",
    "Three quotes \"\"\" and ''' in a row, \"double\", 'single', `back`",
    "Templates: {{ value }}, {% raw %}, {placeholder}, {0!r}, %s, %(name)s, ${HOME}, $1",
    "Looks like code: # noqa # type: ignore  :param x: y  >>> print(1)  __import__('os')",
    "No\u00a0break, zero\u200bwidth, soft\u00adhyphen, \u200fmark, line\u2028separator,\tTab",
    "Windows\r\nlines\rand\u0085others\u000b\f",
    r"Ends in a backslash \ "[:-1],
    'Ends in a quote "',
    "NO",
    "2025-09-23",
    "null",
    "- not a list: really",
    "",
    "<p>&nbsp;</p>",
    " ",
)
_TITLES = ("Address", "Item", "Адреса отримувача", "class", 'The "title"', "Response 200", "1st")
_MATCHING: dict[str, tuple[Any, ...]] = {
    "string": ("Київ", "2025-09-23", "2025-09-23T10:20:30.000000Z", "NO", "off", "12:30", "0010"),
    "integer": (42, 0, -1),
    "number": (21.1792149, 1),
    "boolean": (True, False),
    "array": ([], ["PL", "NO"], [{"id": 1}]),
    "object": ({}, {"id": 1, "createdAt": "2025-09-23 10:20:30"}),
}
_CONTRADICTING = (
    *(1, "Dzhemesiuk Yaroslav", "$", "true", None, 3.5, "21,17", [], {"value": "x"}),
    '{"jwt": "aaa.bbb.ccc", "list": [1, 2], "path": "a\\\\b"}',
    {"value": {"success": True, "date": "2025-09-23", "NO": "NO"}},
    {"$ref": "#/components/schemas/Nowhere", "type": "object", "properties": {"a": 1}},
)
_EXTENSIONS: tuple[Any, ...] = (
    *("text", 5, True, None, [], ["on", "off"], "2025-09-23"),
    {"$ref": "#/components/schemas/Nowhere", "required": True, "example": "x"},
    {"allowed": ["STAGE"], "since": "2024-01-31"},
)


def prose(random: Random) -> str:
    """Return a description: a trap alone now and then, else several paragraphs."""
    if random.random() < 0.1:
        return random.choice(_TRAPS)
    parts = [random.choice(_SENTENCES) for _ in range(random.randint(1, 6))]
    parts += random.sample(_MARKUP, random.randint(0, 2))
    random.shuffle(parts)
    parts += random.sample(_TRAPS, random.randint(0, 2))
    return random.choice(("\n\n", "<br>", "\n", " ")).join(parts)


def summary(random: Random) -> str:
    """Return the one line that stands above an operation."""
    return f"{random.choice(('📦', '<b>NEW</b>', ''))} {random.choice(_SENTENCES)}".strip()


def title(random: Random) -> str:
    """Return a title; many schemas share one."""
    return random.choice(_TITLES)


def example(random: Random, kind: Any) -> Any:
    """Return an example of a type: half of them fit it."""
    fitting = _MATCHING.get(kind, ()) if isinstance(kind, str) else ()
    return random.choice(fitting if fitting and random.random() < 0.5 else _CONTRADICTING)


def extensions(random: Random, most: int = 2) -> dict[str, Any]:
    """Return fields of the publisher's own."""
    names = random.sample(("x-note", "x-order", "x-internal-Name", "x-2"), random.randint(0, most))
    return {name: random.choice(_EXTENSIONS) for name in names}
