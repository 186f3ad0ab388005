// Lists the policies, then adds an employee: first as a dry run, then for real. Run it against a temporary emulator:
//
//	cd examples/go && npx expensify-emulator exec -- go run .
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

type policy struct {
	ID    string `json:"id"`
	Owner string `json:"owner"`
}

type jobResponse struct {
	ResponseCode          int               `json:"responseCode"`
	ResponseMessage       string            `json:"responseMessage"`
	PolicyList            []policy          `json:"policyList"`
	UpdatedEmployeesCount int               `json:"updatedEmployeesCount"`
	SkippedEmployees      []json.RawMessage `json:"skippedEmployees"`
}

var client = http.Client{Timeout: time.Minute}

// send posts a job as a form. The service returns HTTP 200 even for errors, so it checks responseCode.
func send(job map[string]any, employees any) jobResponse {
	job["credentials"] = map[string]string{
		"partnerUserID":     os.Getenv("EXPENSIFY_PARTNER_USER_ID"),
		"partnerUserSecret": os.Getenv("EXPENSIFY_PARTNER_USER_SECRET"),
	}
	form := url.Values{"requestJobDescription": {encode(job)}}
	if employees != nil {
		form.Set("data", encode(employees))
	}
	response, err := client.PostForm(os.Getenv("EXPENSIFY_ENDPOINT"), form)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var read jobResponse
	if err := json.NewDecoder(response.Body).Decode(&read); err != nil {
		log.Fatal(err)
	}
	if read.ResponseCode != 200 || len(read.SkippedEmployees) > 0 {
		log.Fatalf("%d %s %s", read.ResponseCode, read.ResponseMessage, read.SkippedEmployees)
	}
	return read
}

func encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		log.Fatal(err)
	}
	return string(text)
}

func update(isDryRun bool) map[string]any {
	settings := map[string]any{"type": "employees", "entity": "generic"}
	return map[string]any{"type": "update", "dataSource": "request", "inputSettings": settings, "dry-run": isDryRun}
}

func main() {
	policies := send(map[string]any{"type": "get", "inputSettings": map[string]any{"type": "policyList"}}, nil).PolicyList
	fmt.Println(len(policies), "policies")
	nina := map[string]string{
		"employeeEmail": "nina@acme.example",
		"employeeID":    "E200",
		"policyID":      policies[0].ID,
		"managerEmail":  policies[0].Owner,
	}
	people := []map[string]string{nina}
	fmt.Println("dry run:", send(update(true), people).UpdatedEmployeesCount, "updated")
	fmt.Println("employee added:", send(update(false), people).UpdatedEmployeesCount, "updated")
}
