"""The hand-written part of ``novapost_client``: copied into the generated tree as it stands."""
