"""Tests a SCIM endpoint with scim2-client, whose models check every response, and with scim2-tester's compliance check.

Usage: scim.py URL TOKEN ID, where ID is a user to deactivate. Prints one JSON object.
"""

import json
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_models import Error, ListResponse, PatchOp, PatchOperation, SearchRequest
from scim2_tester import check_server

url, token, user_id = sys.argv[1:]
scim = SyncSCIMClient(Client(base_url=url, headers={"Authorization": f"Bearer {token}"}))
scim.discover()
User = scim.get_resource_model("User")


def shown(response):
    """A response, as its model writes it to JSON."""
    return json.loads(response.model_dump_json())


found = scim.query(User, query_parameters=SearchRequest(count=2))
assert isinstance(found, ListResponse), found
user = scim.query(User, user_id)
deactivation = PatchOp[User](operations=[PatchOperation(op=PatchOperation.Op.replace_, path="active", value=False)])
patched = scim.modify(User, user_id, deactivation)
after_patch = shown(patched)
patched.active = True
replaced = scim.replace(patched)
missing = scim.query(User, "nobody", raise_scim_errors=False)
assert isinstance(missing, Error), missing

print(
    json.dumps(
        {
            "found": shown(found),
            "user": shown(user),
            "patched": after_patch,
            "replaced": shown(replaced),
            "missing": shown(missing),
            "checks": [[check.title, check.status.name, str(check.reason)] for check in check_server(scim)],
        }
    )
)
