"""API Gateway v2: tags of a stage."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from moto.apigatewayv2 import urls
from moto.apigatewayv2.responses import ApiGatewayV2Response

from tfgen.sandbox.emulator.patching import Method, wrap


def apply() -> None:
    """Apply all patches of this file."""
    stages_have_tags()


def stages_have_tags() -> None:
    """Without: changing the tags of an aws_apigatewayv2_stage answers 404;
    moto routes the tags of an API only.
    """
    urls.url_paths[
        "{0}/v2/tags/(?P<resource_arn_pt1>[^/]+)/apis/(?P<resource_arn_pt2>[^/]+)/stages/(?P<resource_arn_pt3>[^/]+)$"
    ] = ApiGatewayV2Response.dispatch

    @wrap(ApiGatewayV2Response, "tag_resource")
    def tag_resource(original: Method, self: Any) -> Any:
        stage = _stage(self)
        if stage is None:
            return original(self)
        stage.tags = {**(stage.tags or {}), **json.loads(self.body).get("tags", {})}
        return 201, {}, "{}"

    @wrap(ApiGatewayV2Response, "untag_resource")
    def untag_resource(original: Method, self: Any) -> Any:
        stage = _stage(self)
        if stage is None:
            return original(self)
        for key in self.querystring.get("tagKeys") or []:
            (stage.tags or {}).pop(key, None)
        return 204, {}, ""


def _stage(response: Any) -> Any:
    """The stage whose tags the request is about, or None where it is about an API."""
    found = re.search(r"/apis/([^/]+)/stages/([^/?]+)", unquote(response.path))
    return response.apigatewayv2_backend.get_stage(*found.groups()) if found else None
