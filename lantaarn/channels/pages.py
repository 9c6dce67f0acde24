"""Papers that visitors may read, from Markdown to a page in the look of the chat."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_PAGE = """<!doctype html>
<html lang="nl">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>{title} – Lantaarn</title>
  <link rel="stylesheet" href="/chat.css">
</head>
<body>
  <main class="paper">
{body}
  <p><a href="/">Terug naar de chat</a></p>
  </main>
</body>
</html>
"""


def document_page(markdown: str) -> str:
    """A whole HTML page; raw HTML in the Markdown is shown as text.

    Names of files between brackets are for readers of the repository and are left out.
    """
    title = _TITLE.search(markdown)
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return _PAGE.format(title=title.group(1) if title else "Lantaarn", body=body)
