"""A forwarder on loopback that counts the bytes of the connections made through it."""
import socket
import threading

BLOCK = 1 << 16
PATIENCE = 10   # seconds a connection may outlive the program that made it


class Forwarder:
    def __init__(self, host, port):
        self.target = (host, port)
        self.listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.threads = []
        self.received = self.sent = 0
        self.acceptor = threading.Thread(target=self.accept, daemon=True)
        self.acceptor.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.acceptor.join()

    def counted(self, call):
        """What the call returns, and the bytes that came from the server and that went to it meanwhile."""
        self.received = self.sent = 0
        result = call()
        for thread in self.threads:
            thread.join(PATIENCE)
        self.threads.clear()
        return result, self.received, self.sent

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:     # closed
                return
            server = socket.create_connection(self.target)
            for side in (client, server):
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for source, sink in ((client, server), (server, client)):
                thread = threading.Thread(target=self.pump, args=(source, sink, source is server), daemon=True)
                thread.start()
                self.threads.append(thread)

    def pump(self, source, sink, from_server):
        try:
            while data := source.recv(BLOCK):
                with self.lock:
                    if from_server:
                        self.received += len(data)
                    else:
                        self.sent += len(data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:     # one side has gone: so has the connection
            for side in (source, sink):
                try:
                    side.shutdown(socket.SHUT_RDWR)
                except OSError:     # already shut
                    pass
