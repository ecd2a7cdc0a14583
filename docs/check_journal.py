#!/usr/bin/env python3
"""Checks the journal of a ledger without Pacioli: gapless numbers, the hash chain, and debits = credits.

Needs Python 3.9 and nothing else. Takes the events from a service, or one a line from standard input, in the order of the
journal and in the form of docs/journal-vectors.jsonl; docs/journal.md tells how to get them.

usage: check_journal.py LEDGER < events.jsonl
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


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    events = events_of(sys.argv[2], sys.argv[1]) if len(sys.argv) == 3 else map(json.loads, sys.stdin)
    previous, number, differences = before_first(sys.argv[1]), 0, 0
    for event in events:
        number += 1
        findings = []
        if event["journalNumber"] != number:
            findings.append(f"expected journal number {number}, found {event['journalNumber']}")
            number = event["journalNumber"]
        computed = next_hash(previous, event)
        if computed.hex() != event["hash"]:
            findings.append(f"expected hash {computed.hex()}, found {event['hash']}")
        for currency, difference in imbalance(event).items():
            findings.append(f"debits less credits are {difference} {currency}")
        for finding in findings:
            print(f"{sys.argv[1]} {event['journalNumber']}: {finding}")
        differences += len(findings)
        previous = bytes.fromhex(event["hash"])
    print(f"{number} events, {differences} differences, last hash {previous.hex()}")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
