from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from tests.web.conftest import SHIQIAO, Office

EXAMPLES = 6  # a call: 50 calls, so that the whole run stays short


def test_every_call_says_what_it_does_and_how_it_refuses(office: Office) -> None:
    description = office.app.openapi()
    assert description["openapi"].startswith("3.")
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (method, path)
            assert re.search("[\u4e00-\u9fff]", operation["summary"]), (method, path)
            assert {"403", "404", "409", "422"} <= set(operation["responses"]), (method, path)


def test_the_description_is_printed_for_people(office: Office) -> None:
    page = office.client.get("/api-docs").text
    described = office.app.openapi()["paths"]
    assert all(path in page for path in described)
    assert all(operation["summary"] in page for methods in described.values() for operation in methods.values())


@pytest.mark.filterwarnings("ignore")  # the generator's own warnings about what it could not generate
def test_no_request_however_odd_breaks_the_server(open_office: Callable[..., Office]) -> None:
    office = open_office()
    batch = office.batch("石桥村")
    office.send(batch, {"石桥.txt": SHIQIAO})
    office.draft(batch)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", office.app, headers={"host": "localhost"})
    token = {"X-Huibao-Token": office.client.headers["X-Huibao-Token"], "host": "localhost"}
    tried = 0
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        if operation.path.endswith("/events") or (operation.method == "delete" and operation.path.count("/") < 4):
            continue  # an endless answer; the batch itself, which the others need

        @settings(
            max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def probe(case: Any) -> None:
            nonlocal tried
            tried += 1
            if case.path_parameters:
                case.path_parameters.update({k: 1 for k in case.path_parameters if k.endswith("_id") and tried % 2})
            response = case.call(headers=token)
            case.validate_response(response, checks=[not_a_server_error])

        probe()
    assert tried > 100
