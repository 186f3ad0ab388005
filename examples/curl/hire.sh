#!/bin/sh
# Lists the policies, rehearses a hire and makes it. Run it with an emulator around it:
#   npx expensify-emulator exec -- sh examples/curl/hire.sh
set -eu
PAIR="\"credentials\":{\"partnerUserID\":\"$EXPENSIFY_PARTNER_USER_ID\",\"partnerUserSecret\":\"$EXPENSIFY_PARTNER_USER_SECRET\"}"
UPDATE='"type":"update","dataSource":"request","inputSettings":{"type":"employees","entity":"generic"}'
NINA="[{\"employeeEmail\":\"nina@acme.example\",\"employeeID\":\"E200\",\"policyID\":\"$EXPENSIFY_POLICY_ID\",\"managerEmail\":\"owner@acme.example\"}]"

# --data-urlencode, as a + in an address is a space to a form. The service answers HTTP 200 also when it fails: responseCode tells.
send() {
  answer=$(curl -sS "$EXPENSIFY_ENDPOINT" --data-urlencode "requestJobDescription=$1" ${2:+--data-urlencode "data=$2"})
  case $answer in
    *'"responseCode":200'*) echo "$3" ;;
    *) echo "$3 failed: $answer" >&2; exit 1 ;;
  esac
}

send "{$PAIR,\"type\":\"get\",\"inputSettings\":{\"type\":\"policyList\"}}" '' 'policies listed'
send "{$PAIR,$UPDATE,\"dry-run\":true}" "$NINA" 'hire rehearsed'
send "{$PAIR,$UPDATE}" "$NINA" 'hired'
