#!/bin/sh
# Exports the Postman collection and runs it with newman. To run only one folder, add its name, such as get-policy-list:
#   npx expensify-emulator exec --rate-limit off -- sh examples/postman/run.sh
# To use Postman itself, import the two exported files and fill in the environment.
set -eu
OUT=${OUT:-postman}
npx expensify-emulator contract export postman --out "$OUT"
npx newman run "$OUT/expensify.postman_collection.json" ${1:+--folder "$1"} \
  -e "$OUT/expensify-emulator.postman_environment.json" \
  --env-var "endpoint=$EXPENSIFY_ENDPOINT" --env-var "consoleUrl=$EXPENSIFY_CONSOLE_URL" \
  --env-var "partnerUserID=$EXPENSIFY_PARTNER_USER_ID" --env-var "partnerUserSecret=$EXPENSIFY_PARTNER_USER_SECRET" \
  --reporters cli --reporter-cli-no-success-assertions
