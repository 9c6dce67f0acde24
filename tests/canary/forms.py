"""Fills in the forms of a page as a browser without JavaScript does, whatever they are called, with marks in every field."""

import json
from html.parser import HTMLParser
from urllib.parse import urlencode

FORM = "/zonder-script"
STEPS = 6
# An id of a session is longer than anything else that a page hides in a form.
LONG = 30


class Forms(HTMLParser):
    """The forms of a page that send something: where to, the fields to type in, what is hidden, and the buttons."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self.found.append({"to": given.get("action") or "/", "typed": [], "hidden": {}, "buttons": []})
        name = given.get("name")
        if not self.found or not name:
            return
        form, kind = self.found[-1], given.get("type")
        if tag == "textarea" or (tag == "input" and kind in (None, "text", "search")):
            form["typed"].append(name)
        elif tag == "input" and kind == "hidden":
            form["hidden"][name] = given.get("value") or ""
        elif tag == "button" or kind == "submit":
            form["buttons"].append((name, given.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.found.append({"to": "", "typed": [], "hidden": {}, "buttons": []})


def fill_in(visitor, sentences):
    """Go on from form to form; gives how many were sent. What a page shows is for the visitor: their own words may be in it."""
    sent, page = 0, fetch(visitor, "GET", FORM)
    for sentence in sentences[:STEPS]:
        for form in [form for form in Forms(page).found if form["to"]]:
            for hidden in form["hidden"].values():
                if len(hidden) >= LONG:
                    visitor.marks.received(hidden)
            for button in form["buttons"] or [None]:
                fields = form["hidden"] | dict.fromkeys(form["typed"], sentence) | dict([button] if button else [])
                answer = fetch(visitor, "POST", form["to"], urlencode(fields, errors="replace").encode())
                sent += 1
            page = answer or page
        forged = urlencode({name: json.dumps(sentence) for form in Forms(page).found for name in form["hidden"]})
        fetch(visitor, "POST", FORM, forged.encode())
    return sent


def fetch(visitor, method, path, body=b""):
    sent = visitor.marks.brought() | {"Content-Type": "application/x-www-form-urlencoded"}
    return visitor.request(method, path, body, sent)[2].decode("utf-8", "replace")
