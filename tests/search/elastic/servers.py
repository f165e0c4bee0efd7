"""Small servers on this machine that behave badly, or well behind TLS."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@contextlib.contextmanager
def serving(handle, wrap=lambda one: one):
    """A server that does this with each connection; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept():
            with contextlib.suppress(OSError):
                while True:
                    one, _address = listening.accept()
                    threading.Thread(target=one_by_one, args=(one,), daemon=True).start()

        def one_by_one(one):
            with contextlib.suppress(OSError), one, wrap(one) as speaking:
                handle(speaking)

        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def answering(answer, heard=None):
    """A server that answers each request so (None: never), whatever was asked; what it heard goes into ``heard``."""
    over = threading.Event()

    def handle(one):
        asked = one.recv(65536)
        if heard is not None:
            heard.append(asked)
        if answer is None:
            over.wait(30)
        else:
            one.sendall(answer)

    with serving(handle) as port:
        yield f"http://127.0.0.1:{port}"
        over.set()


@contextlib.contextmanager
def losing_one_answer(url, asked):
    """The same server at an address that does pass on the first request in which ``asked`` stands, and hangs up instead of bringing its answer: a
    node that dies at that moment. What was lost is told by the list."""
    target, lost = urlsplit(url), []

    def handle(one):
        losing = threading.Event()
        with socket.create_connection((target.hostname, target.port)) as other:
            threading.Thread(target=back, args=(other, one, losing), daemon=True).start()
            while said := one.recv(65536):
                if asked in said and not lost:
                    lost.append(said)
                    losing.set()
                other.sendall(said)

    def back(other, one, losing):
        with contextlib.suppress(OSError):
            while said := other.recv(65536):
                if losing.is_set():
                    one.shutdown(socket.SHUT_RDWR)
                    return
                one.sendall(said)

    with serving(handle) as port:
        yield f"http://127.0.0.1:{port}", lost


@contextlib.contextmanager
def behind_tls(url, folder):
    """The same server by https, with a certificate of its own: the address and the file of the certificate."""
    target, context = urlsplit(url), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = certify(folder)
    context.load_cert_chain(certificate, folder / "key.pem")

    def handle(one):
        with socket.create_connection((target.hostname, target.port)) as other:
            back = threading.Thread(target=pass_on, args=(other, one), daemon=True)
            back.start()
            pass_on(one, other)

    with serving(handle, lambda one: context.wrap_socket(one, server_side=True)) as port:
        yield f"https://127.0.0.1:{port}", certificate


def pass_on(one, other):
    """Everything that one says to the other."""
    with contextlib.suppress(OSError):
        while said := one.recv(65536):
            other.sendall(said)


def certify(folder):
    """A certificate for this machine, with its key beside it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "for tests")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed, pem = made.sign(key, hashes.SHA256()), serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "certificate.pem").write_bytes(signed.public_bytes(pem))
    return folder / "certificate.pem"
