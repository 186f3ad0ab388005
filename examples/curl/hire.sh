#!/bin/sh
# Lists the policies, then adds an employee: first as a dry run, then for real. Run it against a temporary emulator:
#   npx expensify-emulator exec -- sh examples/curl/hire.sh
set -eu
CREDENTIALS="\"credentials\":{\"partnerUserID\":\"$EXPENSIFY_PARTNER_USER_ID\",\"partnerUserSecret\":\"$EXPENSIFY_PARTNER_USER_SECRET\"}"
UPDATE='"type":"update","dataSource":"request","inputSettings":{"type":"employees","entity":"generic"}'
NINA="[{\"employeeEmail\":\"nina@acme.example\",\"employeeID\":\"E200\",\"policyID\":\"$EXPENSIFY_POLICY_ID\",\"managerEmail\":\"owner@acme.example\"}]"

# --data-urlencode, because in a form a + in an email address means a space. The service returns HTTP 200 even for errors, so check
# responseCode.
send() {
  response=$(curl -sS "$EXPENSIFY_ENDPOINT" --data-urlencode "requestJobDescription=$1" ${2:+--data-urlencode "data=$2"})
  case $response in
    *'"responseCode":200'*) echo "$3" ;;
    *) echo "$3 failed: $response" >&2; exit 1 ;;
  esac
}

send "{$CREDENTIALS,\"type\":\"get\",\"inputSettings\":{\"type\":\"policyList\"}}" '' 'policies listed'
send "{$CREDENTIALS,$UPDATE,\"dry-run\":true}" "$NINA" 'dry run'
send "{$CREDENTIALS,$UPDATE}" "$NINA" 'employee added'
