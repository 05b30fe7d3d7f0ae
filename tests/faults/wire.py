"""Answers of an API server, whole and in pieces."""
import gzip
import json

JSON = "application/json"


def head(status="200 OK", headers=(), content_type=JSON):
    lines = ["HTTP/1.1 " + status]
    if content_type:
        lines.append("Content-Type: " + content_type)
    return ("\r\n".join(lines + list(headers)) + "\r\n\r\n").encode()


def reply(body, status="200 OK", headers=(), content_type=JSON):
    """A whole answer with its Content-Length. `body` is bytes, text, or a value to be sent as JSON."""
    data = as_bytes(body)
    return head(status, [*headers, "Content-Length: %d" % len(data)], content_type) + data


def as_bytes(body):
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body, separators=(",", ":"))).encode()


def chunks(data, size=64):
    """`data` in the chunked framing, without the last chunk."""
    out = b""
    for at in range(0, len(data), size):
        piece = data[at:at + size]
        out += b"%x\r\n%s\r\n" % (len(piece), piece)
    return out


def chunked(data, size=64):
    return head(headers=["Transfer-Encoding: chunked"]) + chunks(as_bytes(data), size) + b"0\r\n\r\n"


def zipped(data):
    return gzip.compress(as_bytes(data), mtime=0)


def reply_zipped(data, packed=None):
    return reply(zipped(data) if packed is None else packed, headers=["Content-Encoding: gzip"])


def status(code, reason="", message="it is so", **more):
    value = {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": message,
             "reason": reason, "code": code}
    value.update(more)
    return value


def refusal(code, words, reason="", headers=(), message="it is so"):
    """An error answer with its Status."""
    return reply(status(code, reason, message), "%d %s" % (code, words), headers)


def pod(name, **metadata):
    return {"metadata": {"name": name, "namespace": "default", **metadata}}


def pods(*names, token="", **more):
    metadata = {"resourceVersion": "1"}
    if token:
        metadata["continue"] = token
    return {"kind": "PodList", "apiVersion": "v1", "metadata": metadata,
            "items": [pod(name) for name in names], **more}


COLUMNS = [{"name": "Name", "type": "string", "format": "name", "priority": 0},
           {"name": "Age", "type": "string", "priority": 0}]


def table(*names, token="", **more):
    metadata = {"resourceVersion": "1"}
    if token:
        metadata["continue"] = token
    return {"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": metadata, "columnDefinitions": COLUMNS,
            "rows": [{"cells": [name, "1d"]} for name in names], **more}


def printed_table(*names):
    """What `yare get pods` makes of table(*names)."""
    width = max(len(name) for name in ("NAME", *names))
    return "".join(line + "\n" for line in
                   ["NAME".ljust(width) + "   AGE", *(name.ljust(width) + "   1d" for name in names)]).encode()


def printed_names(*names):
    return "".join("pod/%s\n" % name for name in names).encode()


# What each output format asks the server for, and how a case spells that format.
FORMATS = {"table": [], "name": ["-o", "name"], "json": ["-o", "json"], "yaml": ["-o", "yaml"]}


def listing(format_name, *names, **more):
    return (table if format_name in ("table", "name") else pods)(*names, **more)
