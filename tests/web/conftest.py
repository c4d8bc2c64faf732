"""The real application, in this process."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from presscheck.web.app import create_app
from presscheck.web.choice import Choice
from presscheck.web.guard import Access
from presscheck.web.workers import Workers


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The application as on loopback: nobody needs a token."""
    with TestClient(create_app(Access(), Choice(), Workers(1)), base_url="http://localhost:7737") as client:
        yield client
