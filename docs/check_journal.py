#!/usr/bin/env python3
"""Checks journals without Pacioli: gapless numbers, the hash chain, and debits = credits.

Needs Python 3.9 and nothing else. Takes a journal file from standard input, or the events of one ledger from a service or one
a line in the form of docs/journal-vectors.jsonl; docs/journal.md tells how to get them.

usage: check_journal.py < journal.jsonl
       check_journal.py LEDGER < events.jsonl
       check_journal.py LEDGER http://localhost:8080
"""

import hashlib
import json
import struct
import sys
import urllib.parse
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone
from decimal import Decimal

VERSION = b"\x01"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def sha256(data):
    return hashlib.sha256(data).digest()


def field(data):
    return struct.pack(">I", len(data)) + data


def document(value):
    """The stored bytes: as text they are given exactly; as JSON there is one way to write them, without spaces."""
    if value is None:
        return b""
    if not isinstance(value, str):
        value = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return value.encode("utf-8")


def microseconds(timestamp):
    moment = datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
    return (moment - EPOCH) // timedelta(microseconds=1)


def before_first(ledger):
    return sha256(VERSION + field(ledger.encode("utf-8")))


def next_hash(previous, event):
    return sha256(
        VERSION
        + field(previous)
        + field(struct.pack(">q", event["journalNumber"]))
        + field(uuid.UUID(event["id"]).bytes)
        + field(event["type"].encode("utf-8"))
        + field(struct.pack(">i", event["revision"]))
        + field(struct.pack(">q", microseconds(event["recordedAt"])))
        + field(sha256(document(event["payload"])))
        + field(sha256(document(event.get("erasable"))))
        + field(sha256(document(event["metadata"])))
    )


def imbalance(event):
    """By how much debits outweigh credits in each currency of a transaction where they differ."""
    net = {}
    for posting in json.loads(document(event["payload"])).get("postings", []):
        amount = Decimal(posting["amount"])
        sign = 1 if posting["direction"] == "debit" else -1
        net[posting["currency"]] = net.get(posting["currency"], Decimal(0)) + sign * amount
    return {currency: difference for currency, difference in net.items() if difference != 0}


def events_of(service, ledger):
    path = f"{service.rstrip('/')}/v1/ledgers/{ledger}/events?limit=1000"
    page = {"next": ""}
    while page["next"] is not None:
        cursor = "&cursor=" + urllib.parse.quote(page["next"]) if page["next"] else ""
        with urllib.request.urlopen(path + cursor, timeout=60) as answer:
            page = json.load(answer)
        yield from page["data"]


class Journal:
    """The journal of one ledger, as far as it has been read."""

    def __init__(self, ledger):
        self.ledger, self.previous, self.number, self.count, self.differences = ledger, before_first(ledger), 0, 0, 0

    def see(self, event):
        self.number += 1
        self.count += 1
        if event["journalNumber"] != self.number:
            self.tell(event, f"expected journal number {self.number}, found {event['journalNumber']}")
            self.number = event["journalNumber"]
        computed = next_hash(self.previous, event).hex()
        if computed != event["hash"]:
            self.tell(event, f"expected hash {computed}, found {event['hash']}")
        for currency, difference in imbalance(event).items():
            self.tell(event, f"debits less credits are {difference} {currency}")
        self.previous = bytes.fromhex(event["hash"])

    def tell(self, event, finding):
        print(f"{self.ledger} {event['journalNumber']}: {finding}")
        self.differences += 1

    def summary(self):
        return f"{self.count} events, {self.differences} differences, last hash {self.previous.hex()}"


def check_file(lines):
    """A journal file: a header, the events of its ledgers, an end that says what there has to be."""
    first = next(lines, b"{}")
    header = json.loads(first)
    if (header.get("format"), header.get("version")) != ("pacioli-journal", 1):
        sys.exit("this is no journal file of version 1; where it has the events of one ledger alone, say which")
    journals = {ledger: Journal(ledger) for ledger in header["ledgers"]}
    digest, end = hashlib.sha256(first), None
    for text in lines:
        line = json.loads(text)
        if end is not None:
            sys.exit("something stands behind the end")
        if "end" in line:
            end = line
            continue
        digest.update(text)
        if line["ledger"] not in journals:
            sys.exit(f"the header does not name the ledger {line['ledger']}")
        journals[line["ledger"]].see(line)
    if end is None:
        sys.exit("the file has no end: it was cut off")
    for journal in journals.values():
        print(f"{journal.ledger}: {journal.summary()}")
    found = [{"ledger": j.ledger, "events": j.count, "hash": j.previous.hex()} for j in journals.values()]
    if end["ledgers"] != found or not header["events"] == end["events"] == sum(j.count for j in journals.values()):
        sys.exit("the file does not hold what its header and its end say")
    if end["sha256"] != digest.hexdigest():
        sys.exit("the lines are not those that the end was written for")
    sys.exit(1 if any(journal.differences for journal in journals.values()) else 0)


def main():
    if len(sys.argv) > 3 or "-h" in sys.argv or "--help" in sys.argv:
        sys.exit(__doc__)
    if len(sys.argv) == 1:
        check_file(sys.stdin.buffer)
    journal = Journal(sys.argv[1])
    for event in events_of(sys.argv[2], sys.argv[1]) if len(sys.argv) == 3 else map(json.loads, sys.stdin):
        journal.see(event)
    print(journal.summary())
    sys.exit(1 if journal.differences else 0)


if __name__ == "__main__":
    main()
