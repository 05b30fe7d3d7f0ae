"""Keys and certificates, made with the openssl command once per run of the suite."""
import os
import ssl
import subprocess

CONFIG = """
[ca]
default_ca = it
[it]
dir = {dir}
database = $dir/index.txt
new_certs_dir = $dir/new
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
"""
USUAL = ("20200101000000Z", "21000101000000Z")

# name: (issuer, common name, SANs, validity)
LEAVES = {
    "good": ("ca", "server", "IP:127.0.0.1,DNS:localhost", USUAL),
    "expired": ("ca", "server", "IP:127.0.0.1", ("20200101000000Z", "20210101000000Z")),
    "future": ("ca", "server", "IP:127.0.0.1", ("20990101000000Z", "21000101000000Z")),
    "other_name": ("ca", "server", "DNS:example.com,DNS:*.example.org", USUAL),
    "other_address": ("ca", "server", "IP:10.9.8.7", USUAL),
    "common_name": ("ca", "localhost", "", USUAL),
    "common_address": ("ca", "127.0.0.1", "", USUAL),
    "wrong_ca": ("ca2", "server", "IP:127.0.0.1", USUAL),
    "client": ("ca", "somebody", "", USUAL),
    "strange_client": ("ca2", "somebody", "", USUAL),
    "escapes": ("ca", "server", "DNS:evil\x1b[31m.example.com", USUAL),
}


class Certificates:
    def __init__(self, folder):
        self.folder = folder

    def make_all(self):
        os.makedirs(os.path.join(self.folder, "new"))
        open(self.path("index.txt"), "w").close()
        with open(self.path("config"), "w") as file:
            file.write(CONFIG.format(dir=self.folder))
        for authority in ("ca", "ca2"):
            self.make_key(authority)
            self.openssl("req", "-x509", "-new", "-key", self.key(authority), "-subj", "/CN=" + authority, "-days",
                         "3650", "-extensions", "root", "-config", self.path("config"), "-out",
                         self.certificate(authority))
        for name, (authority, common_name, sans, validity) in LEAVES.items():
            self.make_leaf(name, authority, common_name, sans, validity)

    def make_key(self, name):
        self.openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.key(name))

    def make_leaf(self, name, authority, common_name, sans, validity):
        self.make_key(name)
        request, extensions = self.path(name + ".csr"), self.path(name + ".ext")
        self.openssl("req", "-new", "-key", self.key(name), "-subj", "/CN=" + common_name, "-config",
                     self.path("config"), "-out", request)
        with open(extensions, "w") as file:
            file.write("basicConstraints = CA:false\n" + ("subjectAltName = %s\n" % sans if sans else ""))
        self.openssl("ca", "-batch", "-notext", "-config", self.path("config"), "-cert", self.certificate(authority),
                     "-keyfile", self.key(authority), "-startdate", validity[0], "-enddate", validity[1], "-extfile",
                     extensions, "-in", request, "-out", self.certificate(name))

    def openssl(self, *args):
        subprocess.run(["openssl", *args], check=True, stdin=subprocess.DEVNULL, capture_output=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def certificate(self, name):
        return self.path(name + ".crt")

    def key(self, name):
        return self.path(name + ".key")

    def authority(self):
        return self.certificate("ca")

    def server(self, name="good", client_from=None):
        """The TLS side of a server with the certificate `name`; with `client_from`, one that demands a client
        certificate of that authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate(name), self.key(name))
        if client_from:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.certificate(client_from))
        return context
