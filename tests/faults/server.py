"""A server on loopback that says exactly what it is told to, byte by byte."""
import re
import socket
import ssl
import struct
import threading

CONTENT_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.I)


class Cut:
    """Bytes after which the connection is closed; with `notify` TLS says so first, with `reset` TCP is torn down."""

    def __init__(self, data, notify=False, reset=False):
        self.data = data
        self.notify = notify
        self.reset = reset


class Stall:
    """Bytes after which nothing more comes."""

    def __init__(self, data=b""):
        self.data = data


class Conversation:
    """One connection of a client."""

    def __init__(self, server, sock):
        self.server = server
        self.sock = sock
        self.rest = b""
        self.carried = b""   # by the latest request

    def read_head(self):
        """The head of the next request; empty at the end. What it carries is read too, and kept by the server."""
        while b"\r\n\r\n" not in self.rest:
            piece = self.sock.recv(65536)
            if not piece:
                return b""
            self.rest += piece
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        self.carried = self.read_body(head)
        with self.server.lock:
            self.server.requests.append(head)
            self.server.bodies.append(self.carried)
        return head

    def read_body(self, head):
        length = CONTENT_LENGTH.search(head)
        size = int(length.group(1)) if length else 0
        while len(self.rest) < size:
            piece = self.sock.recv(65536)
            if not piece:
                raise OSError("the client closed within a body")
            self.rest += piece
        body, self.rest = self.rest[:size], self.rest[size:]
        return body

    def send(self, data):
        self.sock.sendall(data)

    def wait_for_end(self):
        """Until the client closes."""
        while self.sock.recv(65536):
            pass

    def close(self, notify=False, reset=False):
        if reset:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif notify and isinstance(self.sock, ssl.SSLSocket):
            try:
                self.sock.unwrap()
            except (OSError, ValueError):
                pass   # the client need not answer a close_notify
        self.sock.close()


class Server:
    """`responses` are answered one per request: bytes, Cut, Stall, or a function of (conversation, request head) that
    returns one of those or answers by itself. The last is repeated. With `talk`, that function has each connection to
    itself. `tls` is an ssl.SSLContext."""

    def __init__(self, responses, tls=None, talk=None, family=socket.AF_INET):
        self.responses = responses
        self.talk = talk or self.answer
        self.tls = tls
        self.secure = tls is not None
        self.lock = threading.Lock()
        self.requests = []      # heads, as they came
        self.bodies = []        # what each of them carried
        self.connections = 0
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        self.authority = "127.0.0.1:%d" % self.port
        self.url = ("https://" if tls else "http://") + self.authority
        self.open = set()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.connections += 1
                self.open.add(sock)
            threading.Thread(target=self.converse, args=(sock,), daemon=True).start()

    def converse(self, sock):
        try:
            if self.tls is not None:
                plain, sock = sock, self.tls.wrap_socket(sock, server_side=True, suppress_ragged_eofs=True)
                with self.lock:
                    self.open.discard(plain)
                    self.open.add(sock)
            self.talk(Conversation(self, sock))
        except (OSError, ValueError):
            pass   # the client went away, which is its right
        finally:
            with self.lock:
                self.open.discard(sock)
            sock.close()

    def next_response(self):
        with self.lock:
            return self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]

    def answer(self, conversation):
        while head := conversation.read_head():
            response = self.next_response()
            if callable(response):
                response = response(conversation, head)
            if response is None:
                continue
            if isinstance(response, Cut):
                conversation.send(response.data)
                conversation.close(response.notify, response.reset)
                return
            elif isinstance(response, Stall):
                conversation.send(response.data)
                conversation.wait_for_end()
                return
            else:
                conversation.send(response)

    def methods(self):
        """The method of each request."""
        return [head.split(b" ")[0].decode() for head in self.requests]

    def targets(self):
        """Path and query of each request."""
        return [head.split(b" ")[1].decode() for head in self.requests]

    def close(self):
        # shutdown() ends the accept() under way; close() alone would not.
        for sock in [self.listener, *self.open]:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.listener.close()
