#!/usr/bin/env python3
"""Produces SIP responses on loopback with sipp and Kamailio, and checks them.

    run.py FIRST_PORT FOLDER [PART OF A CASE'S NAME]

Prints `ok NAME` for each case, or `not ok NAME` with what was seen; exit code 1 if one failed.
Each case is a call: sipp calls through Kamailio, and one or two more sipp are the phones.
What a case proves stands in tests/sip/wire.tsv, beside the words of the sheet that say so.
"""

import glob
import os
import re
import signal
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
FIRST, WORK = int(sys.argv[1]), Path(sys.argv[2])
PROXY = FIRST
ONLY = sys.argv[3] if len(sys.argv) > 3 else ""
LIMIT = 12  # seconds a call may take

# Failures that a phone answers with, and the proxy passes on as they are.
RELAYED = (
    300, 301, 302, 305, 380, 400, 402, 403, 404, 405, 406, 410, 412, 413, 414, 415, 416, 417, 420,
    421, 422, 423, 424, 425, 428, 429, 433, 436, 437, 438, 440, 470, 480, 481, 482, 484, 485, 486,
    488, 489, 491, 493, 494, 500, 501, 502, 504, 505, 513, 555, 580, 600, 603, 604, 606, 607, 608,
)  # fmt: skip


# Steps of a scenario. A pattern is matched against the whole message, and must be there.

def scenario(steps):
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="wire">\n'
        '<nop><action><assignstr assign_to="seen" value=""/></action></nop>\n'
        '<Reference variables="seen"/>\n' + "\n".join(steps) + "\n</scenario>\n"
    )


def expect(patterns):
    checks = "".join(
        f'<ereg regexp="{pattern}" search_in="msg" check_it="true" assign_to="seen"/>'
        for pattern in patterns
    )
    return f"<action>{checks}</action>" if checks else ""


def hear(code, *patterns, more=""):
    return f'<recv response="{code}" timeout="7000" {more}>{expect(patterns)}</recv>'


def get(method, *patterns, timeout=9000):
    return f'<recv request="{method}" timeout="{timeout}">{expect(patterns)}</recv>'


RECORD = 'rrs="true"'  # keeps the route and the contact for what follows


def pause(milliseconds):
    return f'<pause milliseconds="{milliseconds}"/>'


def ask(method, user, *lines, seq=1, branch="1", repeat=True, uri=None, inside=False, to=None, hops=70, length="0"):
    if not uri:
        uri = "[next_url]" if inside else f"sip:{user}@wire.example.com{PLACES}"
    via = f"Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK-[call_id]-{branch}"
    to = f"To: <sip:{user}@wire.example.com>" if to is None else to
    head = [
        f"{method} {uri} SIP/2.0",
        via,
        *(["[routes]"] if inside else []),
        "From: <sip:caller@wire.example.com>;tag=caller[call_number]",
        *([to + ("[peer_tag_param]" if inside or method == "ACK" else "")] if to else []),
        "Call-ID: [call_id]",
        f"CSeq: {seq} {method}",
        "Contact: <sip:caller@[local_ip]:[local_port]>",
        f"Max-Forwards: {hops}",
        *lines,
        f"Content-Length: {length}",
    ]
    again = ' retrans="500"' if repeat and method != "ACK" else ""
    return f"<send{again}><![CDATA[\n" + "\n".join(head) + "\n\n]]></send>"


def tell(status, *lines, repeat=False):
    head = [
        f"SIP/2.0 {status}",
        "[last_Via:]",
        "[last_Record-Route:]",
        "[last_From:]",
        "[last_To:];tag=phone[local_port]" if not status.startswith("100") else "[last_To:]",
        "[last_Call-ID:]",
        "[last_CSeq:]",
        "Contact: <sip:phone@[local_ip]:[local_port]>",
        *lines,
        "Content-Length: 0",
    ]
    again = ' retrans="500"' if repeat else ""
    return f"<send{again}><![CDATA[\n" + "\n".join(head) + "\n\n]]></send>"


PLACES = ";phone=PHONE;fork=FORK"  # where the phones wait; filled in when the ports are known
ONCE = "trying -- your call"  # what Kamailio writes into a 100 of its own


def phone(status, *lines):
    """Answers with a failure after a 100 and a 180, and must get the ACK of the next hop at once."""
    return [get("INVITE"), tell("100 Phone Trying"), tell("180 Ringing"),
            tell(status, *lines, repeat=True), get("ACK", timeout=400)]


KEEP = (
    '<recv request="INVITE" timeout="9000"><action><ereg regexp="(Via: .*[^[:space:]])[[:space:]]+'
    'From: " search_in="msg" check_it="true" assign_to="all,vias"/></action></recv>'
    '<Reference variables="all"/>'
)


def to_the_invite(answer):
    """An answer to the INVITE that `KEEP` took, sent after another request has come."""
    answer = answer.replace("[last_Via:]\n[last_Record-Route:]", "[$vias]")
    return answer.replace("[last_CSeq:]", "CSeq: 1 INVITE")


def ringing(*patterns):
    """Rings until a CANCEL comes that matches the patterns, and ends the INVITE with a 487."""
    return [
        KEEP,
        tell("180 Ringing"),
        get("CANCEL", *patterns),
        tell("200 OK"),
        to_the_invite(tell("487 Request Terminated", repeat=True)),
        get("ACK", timeout=400),
    ]


def call(user, *steps):
    return [ask("INVITE", user), hear(100, ONCE), *steps]


def case(name, caller, first=None, second=None, heard=None):
    CASES[name] = (caller, first, second, heard)


CASES = {}
CALLERS = []  # port and log of each

# Every failure: passed on as it is, after the proxy's own 100; the phone's 100 stays behind. Both
# hops are acknowledged on their own.
for code in RELAYED:
    case(f"relayed {code}", call("x", hear(180), hear(code, "Answer"), ask("ACK", "x")),
         phone(f"{code} Answer"))  # fmt: skip

case(
    "488 with its warning",
    call("x", hear(180), hear(488, "Warning: 305 "), ask("ACK", "x")),
    phone("488 Not Acceptable Here", 'Warning: 305 wire.example.com "Incompatible media format"'),
)
case(
    "100 stays on its hop",
    call("x", hear(180), hear(486), ask("ACK", "x")),
    phone("486 Busy Here"),
)
case(
    "183 passes",
    call("x", hear(183), hear(486), ask("ACK", "x")),
    [get("INVITE"), tell("183 Session Progress"), tell("486 Busy Here", repeat=True), get("ACK")],
)
case(
    "199 passes with its reason",
    call("x", hear(199, "Reason: SIP;cause=486"), hear(480), ask("ACK", "x")),
    [get("INVITE"), tell("199 Early Dialog Terminated", 'Reason: SIP;cause=486;text="Busy Here"'),
     tell("480 Temporarily Unavailable", repeat=True), get("ACK")],
)  # fmt: skip
case(
    "503 alone",
    call("x", hear(500), ask("ACK", "x")),
    [get("INVITE"), tell("503 Service Unavailable", repeat=True), get("ACK", timeout=400)],
)
case(
    "a failure is repeated until the ACK",
    call("x", hear(486), pause(1300), ask("ACK", "x"), pause(2500)),
    [get("INVITE"), tell("486 Busy Here", repeat=True), get("ACK", timeout=400)],
    heard=("486 Busy Here", 2, 3),
)
case(
    "a 2xx is repeated until the caller's own ACK",
    call("x", hear(200, more=RECORD), pause(1800), ask("ACK", "x", branch="ack", inside=True),
         pause(2500), ask("BYE", "x", seq=2, branch="2", inside=True), hear(200, "2 BYE")),
    [get("INVITE"), tell("200 OK", repeat=True), get("ACK"), get("BYE"), tell("200 OK")],
    heard=("200 OK", 4, 4),
)  # fmt: skip
case(
    "CANCEL gets 200 and the INVITE 487",
    call("x", hear(180), ask("CANCEL", "x"), hear(200, "1 CANCEL"), hear(487, "1 INVITE"),
         ask("ACK", "x")),
    ringing(),
)  # fmt: skip
case(
    "a CANCEL after the 2xx changes nothing",
    call("x", hear(200, more=RECORD), ask("CANCEL", "x"), hear(200, "1 CANCEL"),
         ask("ACK", "x", branch="ack", inside=True),
         ask("BYE", "x", seq=2, branch="2", inside=True), hear(200, "2 BYE")),
    [get("INVITE"), tell("200 OK", repeat=True), get("ACK"), get("BYE"), tell("200 OK")],
)  # fmt: skip
case(
    "a CANCEL after a failure changes nothing",
    call("x", hear(486), ask("CANCEL", "x"), hear(200, "1 CANCEL"), ask("ACK", "x"), pause(1200)),
    [get("INVITE"), tell("486 Busy Here", repeat=True), get("ACK", timeout=400)],
)
case(
    "a CANCEL that fits nothing",
    [ask("CANCEL", "x", branch="never"), hear(481, "1 CANCEL")],
)
case(
    "no answer from the phone",
    call("x", hear(408), ask("ACK", "x")),
    [get("INVITE"), pause(2200)],
)
case(
    "rings too long",
    call("x", hear(180), hear(408), ask("ACK", "x")),
    ringing(),
)

# Forking: the best response, and what becomes of the other branch.
def both(one, two, best, *patterns):
    case(
        f"fork of {one} and {two}",
        call("x", hear(best, *patterns), ask("ACK", "x")),
        [get("INVITE"), tell(f"{one} One", *challenge(one), repeat=True), get("ACK", timeout=400)],
        [get("INVITE"), tell(f"{two} Two", *challenge(two), repeat=True), get("ACK", timeout=400)],
    )


def challenge(code):
    name = {401: "WWW-Authenticate", 407: "Proxy-Authenticate"}.get(code)
    return [f'{name}: Digest realm="at{code}", nonce="n{code}"'] if name else []


both(486, 302, 302)
both(486, 503, 486)
both(486, 603, 603)
both(404, 484, 484)
both(401, 407, 401, "at401", "at407")
case(
    "one phone answers, the other is canceled",
    call("x", hear(180), hear(200, more=RECORD),
         ask("ACK", "x", branch="ack", inside=True),
         ask("BYE", "x", seq=2, branch="2", inside=True), hear(200, "2 BYE")),
    [get("INVITE"), pause(400), tell("200 OK", repeat=True), get("ACK"), get("BYE"), tell("200 OK")],
    ringing("Reason: SIP;cause=200"),
)  # fmt: skip
case(
    "one phone declines, the other is canceled",
    call("x", hear(180), hear(603), ask("ACK", "x")),
    [get("INVITE"), pause(400), tell("603 Decline", repeat=True), get("ACK", timeout=400)],
    ringing("Reason: SIP;cause=603"),
)

# What the proxy and registrar makes by itself.
case("OPTIONS", [ask("OPTIONS", "ping"), hear(200)])
case("404 without a registration", [ask("INVITE", "nobody"), hear(404), ask("ACK", "nobody")])
case(
    "302 with its Contact",
    [ask("INVITE", "moved"), hear(302, "Contact: .*new.example.com"), ask("ACK", "moved")],
)
case("483 at Max-Forwards 0", [ask("OPTIONS", "ping", hops=0), hear(483)])
case(
    "420 lists the extension",
    [ask("OPTIONS", "ping", "Proxy-Require: foo"), hear(420, "Unsupported: *foo")],
)
case("400 for a wrong length", [ask("OPTIONS", "ping", length=7), hear(400)])
case(
    "401, then 200 with the bindings",
    [ask("REGISTER", "caller", "Expires: 60", to="To: <sip:caller@wire.example.com>"),
     hear(401, "WWW-Authenticate: Digest .*nonce=", more='auth="true"'),
     ask("REGISTER", "caller", "Expires: 60", "[authentication username=caller password=secret]",
         seq=2, branch="2", to="To: <sip:caller@wire.example.com>"),
     hear(200, "Contact: .*expires=60")],
)  # fmt: skip
case(
    "401 again with a wrong password",
    [ask("REGISTER", "caller", "Expires: 60", to="To: <sip:caller@wire.example.com>"),
     hear(401, more='auth="true"'),
     ask("REGISTER", "caller", "[authentication username=caller password=wrong]",
         seq=2, branch="2", to="To: <sip:caller@wire.example.com>"),
     hear(401)],
)  # fmt: skip
case(
    "407, acknowledged, then the call",
    [ask("INVITE", "private"), hear(407, "Proxy-Authenticate: Digest", more='auth="true"'),
     ask("ACK", "private"),
     ask("INVITE", "private", "[authentication username=caller password=secret]", seq=2,
         branch="2"),
     hear(100), hear(180), hear(486, "2 INVITE"), ask("ACK", "private", seq=2, branch="2")],
    phone("486 Busy Here"),
)  # fmt: skip
case(
    "the next hop cannot be resolved",
    [ask("INVITE", "noname"), hear(478, "478 Unresolvable destination .478/"), ask("ACK", "noname")],
)
case(
    "the next hop cannot be reached",
    [ask("INVITE", "noroute"), hear(100), hear(477), ask("ACK", "noroute")],
)
case(
    "a reliable 183 is repeated until PRACK",
    call("x", hear(183, "Require: 100rel", "RSeq: 7", more=RECORD), pause(800),
         ask("PRACK", "x", "RAck: 7 1 INVITE", seq=2, branch="2", inside=True), hear(200, "2 PRACK"),
         hear(486, "1 INVITE"), ask("ACK", "x")),
    [
        KEEP,
        tell("183 Session Progress", "Require: 100rel", "RSeq: 7", repeat=True),
        get("PRACK"),
        tell("200 OK").replace(";tag=phone[local_port]", ""),
        to_the_invite(tell("486 Busy Here", repeat=True)).replace(";tag=phone[local_port]", ""),
        get("ACK"),
    ],
    heard=("183 Session Progress", 2, 3),
)  # fmt: skip


# Running them.

def sipp(name, steps, port, ports, *more):
    text = scenario(steps)
    for word, place in ports.items():
        text = text.replace(word, str(place))
    path = WORK / f"{name}.xml"
    path.write_text(text)
    command = ["sipp", *more, "-sf", path, "-i", "127.0.0.1", "-p", str(port), "-m", "1", "-nostdin",
               "-nd", "-trace_err", "-error_file", WORK / f"{name}.err", "-trace_msg",
               "-message_file", WORK / f"{name}.msg", "-timeout", str(LIMIT), "-timeout_error"]
    return subprocess.Popen(command, cwd=WORK, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def waits(port):
    """Whether somebody listens at this UDP port of the loopback."""
    return f"0100007F:{port:04X} " in Path("/proc/net/udp").read_text()


def until(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)


def play(numbered):
    number, (name, (caller, first, second, heard)) = numbered
    at = FIRST + 10 + 3 * number
    file = re.sub(r"\W+", "_", name)
    ports = {"PHONE": at + 1, "FORK": at + 2}
    CALLERS.append((at, WORK / f"{file}_caller.msg"))
    if second is None:
        ports = {";fork=FORK": "", **ports}
    parties = []
    for role, steps, port in (("first", first, at + 1), ("second", second, at + 2)):
        if steps:
            parties.append((role, sipp(f"{file}_{role}", steps, port, ports)))
            until(lambda port=port: waits(port))
    parties.append(("caller", sipp(f"{file}_caller", caller, at, ports, f"127.0.0.1:{PROXY}")))
    wrong = [role for role, process in parties if process.wait(LIMIT + 5) != 0]
    if heard and not wrong:
        status, least, most = heard
        times = sum(f"SIP/2.0 {status}" in line for line in told(f"{file}_caller"))
        wrong = [] if least <= times <= most else [f"caller ({times} times {status})"]
    seen = [line for role in wrong for line in report(f"{file}_{role.split()[0]}")]
    return name, [f"{role} failed" for role in wrong] + seen


def told(file):
    """The first lines of the messages that a party sent and received."""
    log = WORK / f"{file}.msg"
    lines = log.read_text().splitlines() if log.exists() else []
    return [line for line in lines if "SIP/2.0" in line and "Via" not in line]


def report(file):
    err = WORK / f"{file}.err"
    return (err.read_text().splitlines()[:3] if err.exists() else []) + told(file)


# The trace: what the callers sent and heard, as a file that Wireshark reads.

def messages(log):
    """Seconds, whether it was sent, and the bytes of each message in a log of sipp."""
    mark = re.compile(rb"-{40,} (\d{4}-\d\d-\d\d)\s(\d\d:\d\d:\d\d)\.(\d+)\r?\n"
                      rb"UDP message (sent|received)[^\n]*:\r?\n\r?\n")  # fmt: skip
    parts = mark.split(log)[1:]
    for day, clock, fraction, way, text in zip(*[iter(parts)] * 5):
        moment = time.strptime(f"{day.decode()} {clock.decode()}", "%Y-%m-%d %H:%M:%S")
        yield time.mktime(moment) + float(b"0." + fraction), way == b"sent", text.rstrip(b"\n") + b"\n"


def packet(source, target, text):
    """The text as an IPv4 datagram from one port of the loopback to another."""
    udp = struct.pack("!HHHH", source, target, 8 + len(text), 0) + text
    home = bytes([127, 0, 0, 1])
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, home, home) + udp


def trace(path):
    found = []
    for port, log in CALLERS:
        for when, sent, text in messages(log.read_bytes()):
            found.append((when, packet(*((port, PROXY) if sent else (PROXY, port)), text)))
    out = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)  # 101: bare IP
    for when, data in sorted(found):
        head = (int(when), int(when % 1 * 1e6), len(data), len(data))
        out += struct.pack("<IIII", *head) + data
    path.write_bytes(out)


def filters():
    """Each filter of `filters.tsv` finds what it promises in the trace."""
    path = WORK / "wire.pcap"
    trace(path)
    for line in (HERE / "filters.tsv").read_text().splitlines():
        if line.startswith("#"):
            continue
        filter, least = line.split("\t")
        command = ["tshark", "-r", path, "-d", f"udp.port=={PROXY},sip", "-Y", filter]
        done = subprocess.run(command, capture_output=True, text=True)
        hits = len(done.stdout.splitlines())
        wrong = [] if hits >= int(least) else [f"{hits} hits, not {least}", done.stderr]
        yield f"filter {filter}", wrong


def modules():
    places = [*glob.glob("/usr/lib*/kamailio/modules"), *glob.glob("/usr/lib/*/kamailio/modules")]
    return places[0]


def kamailio():
    text = (HERE / "kamailio.cfg").read_text()
    config = WORK / "kamailio.cfg"
    config.write_text(text.replace("PROXY", str(PROXY)).replace("MODULES", modules()))
    log = (WORK / "kamailio.log").open("w")
    command = ["kamailio", "-f", config, "-DD", "-E", "-w", WORK, "-Y", WORK, "-P", WORK / "pid",
               "-m", "16", "-M", "4"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                            start_new_session=True)


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    proxy = kamailio()
    try:
        until(lambda: waits(PROXY) or proxy.poll() is not None)
        with ThreadPoolExecutor(6) as pool:
            chosen = [case for case in CASES.items() if ONLY in case[0]]
            results = list(pool.map(play, enumerate(chosen)))
    finally:
        # All its processes at once; each is its own and keeps nothing.
        os.killpg(proxy.pid, signal.SIGKILL)
        proxy.wait()
    if not ONLY:
        results += filters()
    failed = False
    for name, wrong in results:
        print("not ok" if wrong else "ok", name)
        failed |= bool(wrong)
        for line in wrong:
            print("   ", line)
    sys.exit(failed)


main()
