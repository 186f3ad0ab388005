"""Lists the policies, rehearses a hire and makes it. Run it with an emulator around it:

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
    """Sends a job as a form and returns the answer; the service answers HTTP 200 also when it fails."""
    form = {"requestJobDescription": json.dumps({"credentials": CREDENTIALS, **job})}
    if employees is not None:
        form["data"] = json.dumps(employees)
    response = requests.post(ENDPOINT, data=form, timeout=60)
    answer = response.json()
    if answer["responseCode"] != 200:
        sys.exit(f"{answer['responseCode']} {answer['responseMessage']}")
    if answer.get("skippedEmployees"):
        sys.exit(f"skipped: {answer['skippedEmployees']}")
    return answer


UPDATE = {"type": "update", "dataSource": "request", "inputSettings": {"type": "employees", "entity": "generic"}}

policies = send({"type": "get", "inputSettings": {"type": "policyList"}})["policyList"]
print(f"{len(policies)} policies")
nina = {
    "employeeEmail": "nina@acme.example",
    "employeeID": "E200",
    "policyID": policies[0]["id"],
    "managerEmail": policies[0]["owner"],
}
print(f"rehearsed: {send({**UPDATE, 'dry-run': True}, [nina])['updatedEmployeesCount']} updated")
print(f"hired: {send(UPDATE, [nina])['updatedEmployeesCount']} updated")
