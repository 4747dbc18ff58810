"""Runs the Flask app of the fixtures in this process."""
import importlib.util
import os
import sys
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

apps = Path(__file__).parents[3] / "fixtures/apps/languages/src"
os.environ["TWILIO_AUTH_TOKEN"] = "a-token-for-tests-only"
os.environ["PUBLIC_URL"] = "https://phone.example.com"


@pytest.fixture(scope="session")
def ringback_app():
    sys.path.insert(0, str(apps / "twilio-stand-in"))
    spec = importlib.util.spec_from_file_location("phone_line", apps / "flask/app.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    server = make_server("127.0.0.1", 0, module.app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
