import os
import socket
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

Serve = Callable[..., str]


def refusal(*options: str, **env: str) -> str:
    program = [sys.executable, "-m", "presscheck", "serve", "--no-open", *options]
    run = subprocess.run(
        program, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **env}
    )
    assert (run.stdout, run.returncode) == ("", 2)
    return run.stderr


def test_on_this_machine_nobody_needs_a_token(serve: Serve) -> None:
    address = serve()
    assert urlsplit(address).hostname == "127.0.0.1"
    assert httpx2.get(f"{address}api/rules", timeout=60).status_code == 200


def test_on_other_hosts_the_address_holds_a_new_token(serve: Serve) -> None:
    address = urlsplit(serve("--host", "0.0.0.0"))
    (token,) = parse_qs(address.query)["token"]
    here = f"http://127.0.0.1:{address.port}"
    assert len(token) >= 32
    assert httpx2.get(f"{here}/api/rules", timeout=60).status_code == 401
    assert (
        httpx2.get(f"{here}/api/rules", headers={"authorization": f"Bearer {token}"}, timeout=60).status_code == 200
    )


def test_a_program_may_name_the_token(serve: Serve) -> None:
    address = serve(PRESSCHECK_TOKEN="0123456789abcdef").partition("?")[0]
    assert httpx2.get(f"{address}api/rules", timeout=60).status_code == 401
    assert (
        httpx2.get(
            f"{address}api/rules", headers={"authorization": "Bearer 0123456789abcdef"}, timeout=60
        ).status_code
        == 200
    )


def test_a_name_that_leads_here_is_added(serve: Serve) -> None:
    address = serve("--allow-host", "Desk.example")
    assert httpx2.get(f"{address}api/rules", headers={"host": "desk.example"}, timeout=60).status_code == 200


def test_rules_are_chosen_when_it_is_started(serve: Serve) -> None:
    address = serve("--select", "chat")
    answer = httpx2.post(f"{address}api/check", json={"text": "By [Your Name]. I hope this helps!"}, timeout=60)
    assert [finding["rule"] for finding in answer.json()["findings"]] == ["CH201"]


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = refusal("--port", port)
    assert said == f"presscheck: port {port} is in use; --port takes another, and --port 0 any that is free\n"


def test_without_the_extra_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; from presscheck.cli import main; main(['serve'])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert run.stderr == "presscheck: serve needs uvicorn; install it with: pip install 'presscheck[web]'\n"
    assert run.returncode == 2


def test_two_browsers_at_once_are_served(server: str) -> None:
    with httpx2.Client(base_url=server, timeout=60) as one, httpx2.Client(base_url=server, timeout=60) as other:
        assert one.get("").status_code == other.get("").status_code == 200
        first = one.post("api/check", json={"text": "By [Your Name]"})
        second = other.post("api/check", json={"text": "Nothing here."})
    assert (first.json()["summary"]["findings"], second.json()["summary"]["findings"]) == (1, 0)


@pytest.mark.parametrize(
    ("options", "env", "said"),
    [
        (["--host", "no.such.host.invalid"], {}, "--host no.such.host.invalid: no such address here"),
        (["--host", "192.0.2.1"], {}, "--host 192.0.2.1: "),
        (["--select", "PH999"], {}, "no rule, family or name 'PH999'"),
        (["--rules", "nowhere"], {}, "nowhere"),
        ([], {"PRESSCHECK_TOKEN": "short"}, "PRESSCHECK_TOKEN: shorter than 16 characters"),
    ],
)
def test_what_cannot_be_served_is_one_line(options: list[str], env: dict[str, str], said: str) -> None:
    complained = refusal("--port", "0", *options, **env)
    assert complained.startswith("presscheck: ")
    assert said in complained
    assert complained.count("\n") == 1
