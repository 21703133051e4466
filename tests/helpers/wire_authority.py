"""A throw-away authority that clients trust as installed: whatever reads SSL_CERT_FILE."""

import os
import ssl

import trustme

AUTHORITY = trustme.CA()


def trust_by_environment(folder):
    """Make ``AUTHORITY`` the one that this process and those it starts trust."""
    path = str(folder / "authority.pem")
    AUTHORITY.cert_pem.write_to_path(path)
    os.environ["SSL_CERT_FILE"] = path


def server_context(*names, authority=AUTHORITY, protocols=()):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(names or ("127.0.0.1", "localhost"))).configure_cert(context)
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


def client_context():
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context
