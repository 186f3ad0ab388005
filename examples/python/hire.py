"""Lists the policies, then adds an employee: first as a dry run, then for real. Run it against a temporary emulator:

    npx expensify-emulator exec -- python3 examples/python/hire.py
"""

import json
import os
import sys

import requests

ENDPOINT = os.environ["EXPENSIFY_ENDPOINT"]
CREDENTIALS = {
    "partnerUserID": os.environ["EXPENSIFY_PARTNER_USER_ID"],
    "partnerUserSecret": os.environ["EXPENSIFY_PARTNER_USER_SECRET"],
}


def send(job, employees=None):
    """Sends a job as a form and returns the response. The service returns HTTP 200 even for errors, so this checks responseCode."""
    form = {"requestJobDescription": json.dumps({"credentials": CREDENTIALS, **job})}
    if employees is not None:
        form["data"] = json.dumps(employees)
    response = requests.post(ENDPOINT, data=form, timeout=60).json()
    if response["responseCode"] != 200:
        sys.exit(f"{response['responseCode']} {response['responseMessage']}")
    if response.get("skippedEmployees"):
        sys.exit(f"skipped: {response['skippedEmployees']}")
    return response


UPDATE = {"type": "update", "dataSource": "request", "inputSettings": {"type": "employees", "entity": "generic"}}

policies = send({"type": "get", "inputSettings": {"type": "policyList"}})["policyList"]
print(f"{len(policies)} policies")
nina = {
    "employeeEmail": "nina@acme.example",
    "employeeID": "E200",
    "policyID": policies[0]["id"],
    "managerEmail": policies[0]["owner"],
}
print(f"dry run: {send({**UPDATE, 'dry-run': True}, [nina])['updatedEmployeesCount']} updated")
print(f"employee added: {send(UPDATE, [nina])['updatedEmployeesCount']} updated")
