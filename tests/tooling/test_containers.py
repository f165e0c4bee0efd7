"""What an operator starts in containers is what this repository has: nothing is named that is not there, and nothing is kept of readers."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from tools.elasticsearch.parts import VERSION

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("prepare", "hub", "worker")


def settings(text):
    return set(re.findall(r"^#?([A-Z][A-Z_]+)=", text, re.M))


def test_small_sites_run_hub_worker_and_proxy_and_large_ones_more():
    assert {name for name, one in SERVICES.items() if not one.get("profiles")} == {"prepare", "hub", "worker", "proxy"}
    assert {name for name, one in SERVICES.items() if one.get("profiles") == ["large"]} == {"database", "elasticsearch"}


@pytest.mark.parametrize("name", OURS)
def test_our_containers_write_to_their_volume_alone_and_have_no_rights(name):
    one = SERVICES[name]
    assert one["volumes"] == ["data:/data"]
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in one["security_opt"]
    assert "HUB_DATA=/data" in DOCKERFILE
    assert re.search(r"^USER hub$", DOCKERFILE, re.M)


def test_only_the_proxy_can_be_reached_from_outside():
    assert {name for name, one in SERVICES.items() if one.get("ports")} == {"hub"}
    assert SERVICES["hub"]["ports"] == ["80:80", "443:443"]
    assert SERVICES["proxy"]["network_mode"] == "service:hub"
    ports = {int(port) for port in re.findall(r"listen (\d+)", (ROOT / "docs/nginx.conf").read_text())}
    assert ports == {80, 443}


def test_the_proxy_has_every_file_that_its_configuration_names():
    text = (ROOT / "docs/nginx.conf").read_text()
    mounted = [volume.split(":")[1] for volume in SERVICES["proxy"]["volumes"]]
    for path in re.findall(r"(?:ssl_certificate(?:_key)?|alias) (\S+);", text):
        assert any(path.startswith(one) for one in mounted), path
    for volume in SERVICES["proxy"]["volumes"]:
        source = volume.split(":")[0]
        assert source == "data" or source.startswith("./certificates/") or (ROOT / source).exists(), source
    assert "access_log off;" in text
    assert "proxy_cache hub;" in text


@pytest.mark.parametrize("name", OURS)
def test_our_commands_exist(name):
    command = SERVICES[name].get("command") or DOCKERFILE.rsplit("CMD", 1)[1]
    for command_name in re.findall(r"manage\.py (\w+)", str(command)):
        assert command_name in ("migrate", "collectstatic") or list(ROOT.glob(f"*/management/commands/{command_name}.py")), command_name
    if "gunicorn" in str(command):
        assert "python:safety.serving" in str(command)
        assert "hub.wsgi" in str(command)


def test_every_setting_of_the_example_is_explained_and_what_production_needs_is_in_it():
    example = settings((ROOT / "hub.env.example").read_text())
    explained = set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert example - explained == {"DATABASE_PASSWORD", "ELASTIC_PASSWORD"}
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "HUB_URL"} <= example
    named = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text()))
    assert named <= example


def test_the_health_check_asks_as_a_host_that_the_hub_answers():
    test = SERVICES["hub"]["healthcheck"]["test"]
    assert test[:3] == ["CMD", "python", "-c"]
    compile(test[3], "health check", "exec")
    assert "ALLOWED_HOSTS" in test[3]
    assert "/healthz" in test[3]


def test_an_image_holds_the_code_and_nothing_of_a_site():
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert all((ROOT / one).exists() for one in kept)
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"bench", "tests"}
    assert packages <= set(kept)
    assert (ROOT / ".dockerignore").read_text().splitlines()[1] == "*"
    assert not {"var", "tests", "hub.env", "certificates"} & set(kept)


def test_packages_are_installed_by_their_hashes_only():
    (line,) = re.findall(r"^RUN pip install (.+)$", DOCKERFILE, re.M)
    assert {"--require-hashes", "requirements.txt"} <= set(shlex.split(line))
    assert not re.search(r"https?://", DOCKERFILE)


def test_the_elasticsearch_of_containers_is_the_one_that_is_tested():
    assert SERVICES["elasticsearch"]["image"] == f"elasticsearch:{VERSION}"


def test_what_holds_passwords_is_never_committed():
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert "hub.env" in ignored
    assert "/certificates/" in ignored
