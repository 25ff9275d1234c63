"""``python -m tfgen.sandbox.emulator [--plain]``: prints its URL when it listens;
ends when stdin does.

A line ``keep`` on stdin makes it live on until it is terminated.
``--plain`` is stock moto, to see what the patches do.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from threading import Thread

# Before moto is imported: no 5 s wait for a certificate, no list of AMIs, but the managed policies (0.6 s when IAM is
# first asked).
os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "0")
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")


def main() -> None:
    """Serve until stdin ends or a signal comes."""
    parser = argparse.ArgumentParser(
        prog="tfgen.sandbox.emulator", description="moto with the missing answers"
    )
    parser.add_argument("--plain", action="store_true", help="stock moto")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    Thread(target=_end_with_parent, daemon=True).start()
    _serve(plain=arguments.plain)


def _end_with_parent() -> None:
    """Leave when stdin ends, which is when the parent does, however it died."""
    for line in sys.stdin:
        if line.strip() == "keep":
            return
    os._exit(0)


def _serve(*, plain: bool) -> None:
    from moto.core.config import default_user_config
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        MotoRequestHandler,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    if not plain:
        from tfgen.sandbox.emulator.patches import apply_patches

        apply_patches()
    # Functions and jobs are stored, not run: no containers.
    default_user_config["lambda"] = {"use_docker": False}
    default_user_config["batch"] = {"use_docker": False}
    server = make_server(
        "127.0.0.1",
        0,
        DomainDispatcherApplication(create_backend_app),
        threaded=True,
        request_handler=MotoRequestHandler,
    )
    os.environ.setdefault("MOTO_PORT", str(server.server_port))
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
