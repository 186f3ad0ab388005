import type { Rule } from '../../protocol/evidence.js';

const REFERENCE = 'Advanced Employee Updater page';

/** What `update employees` does beside answering. Each rule is exercised by at least one interaction. */
export const updateEmployeesRules = {
  'answer-keys': {
    statement:
      'requestID, both maps, diff.diffToAdd, securityGroupEmployeesMap, updatedEmployeesCount and responseCode are always there; diff.diffToRemove and skippedEmployees when not empty; dry-run when the request carried it.',
    evidence: 'assumed',
    source: 'the one rule that fits documents and recordings',
    limit: { assumed: 'Which keys the response has when.', advice: 'Read keys as optional.' },
  },
  'new-in-diff': {
    statement:
      'A new member appears in diffToAdd; a changed one does not, but is counted. Each record that is not skipped counts once per address.',
    evidence: 'assumed',
    source: 'the one rule that fits documents and recordings',
    limit: { assumed: 'Who is in `diffToAdd` and who counts.', advice: 'Use the count for logs, not for logic.' },
  },
  'skip-not-fail': {
    statement: 'A wrong record is skipped with a reason; the others are applied.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'dry-run-changes-nothing': {
    statement: 'A dry run answers what the real run would, changes nothing and sends no mail.',
    evidence: 'documented',
    except: { assumed: 'that it answers to the letter what the real run would, and that no mail goes out' },
    source: REFERENCE,
    limit: {
      assumed: 'That a dry run returns exactly what the real run would; that it sends no email, not even the summary of `onFinish`.',
      advice: 'Read the documented keys.',
    },
  },
  atomic: {
    statement: 'A feed is computed whole, then applied at once.',
    evidence: 'assumed',
    source: 'nobody saw half a feed',
    limit: { assumed: 'That a feed is applied whole.', advice: 'Make feeds repeatable.' },
  },
  'data-shapes': {
    statement:
      'The feed is a bare array, {"Employees": […]}, {"Employee": …} or {"Report_Entry": […]}, in the field data; nested as inputSettings.data it is read too; the field wins.',
    evidence: 'documented',
    except: { observed: '{"Employee": …}', assumed: '{"Report_Entry": […]}, and that the field wins over a nested feed' },
    source: `${REFERENCE}; the help article on Okta Workflows nests it; one public script sends {"Employee": …}; that on Workday feeds a report as JSON, which Workday wraps as {"Report_Entry": […]}`,
    limit: {
      assumed:
        'That a Workday report is read in its wrapper `Report_Entry`; that the field `data` wins over a feed nested in `inputSettings`.',
      advice: 'Send one feed.',
    },
  },
  'empty-feed': {
    statement: 'A feed without records is missing data (410).',
    evidence: 'assumed',
    source: 'nobody recorded one',
    limit: { assumed: 'An empty list is refused.', advice: 'Do not send one.' },
  },
  'permission-first': {
    statement: 'Who may not update gets 403 before the feed is looked at.',
    evidence: 'assumed',
    source: 'nobody recorded both mistakes',
    limit: { assumed: '403 before the feed is read.', advice: 'Do not depend on it.' },
  },
  'admin-of-policy': {
    statement: 'A policy the account does not administer counts as not found.',
    evidence: 'assumed',
    source: 'nobody recorded one',
    limit: { assumed: 'That a policy which the account does not administer is not found.', advice: "Use an admin's credentials." },
  },
  'employee-id-fills-field-1': {
    statement: 'employeeID fills Custom Field 1 unless customField1 is given.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'email-change': {
    statement: 'A known employeeID with a new address changes the primary login; the old address stays as secondary login.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'employee-id-replaced': {
    statement: 'A known address with another employeeID keeps its account and gets the new id.',
    evidence: 'assumed',
    source: 'the reference calls the id constant and says nothing of another one',
    limit: { assumed: 'That the new id is taken.', advice: 'Never change an id.' },
  },
  'limit-without-approver': {
    statement: 'approvalLimit 0 without an approver takes limit and approver away; overLimitApprover "" alone changes nothing.',
    evidence: 'assumed',
    source: 'clients are seen to send 0 with ""; what became of it was not kept',
    limit: { assumed: 'Both halves.', advice: 'Send limit and approver together, or neither.' },
  },
  'map-members': {
    statement:
      'policyIDToEmployeesMap also shows forwardsTo, approvalLimit and overLimitForwardsTo when set, and people outside of the feed whom it changed.',
    evidence: 'assumed',
    source: 'the recorded bodies show five keys of one new person',
    limit: { assumed: 'The keys beyond the five recorded ones, and whose entries are there.', advice: 'Read the policy back instead.' },
  },
  'names-not-overwritten': {
    statement: 'firstName and lastName never overwrite a name the person set by hand.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'absent-means-keep': {
    statement: 'A field the record does not carry keeps its value; null counts as absent; role "" too.',
    evidence: 'assumed',
    source: 'nobody recorded a partial update',
    limit: { assumed: 'Absent, `null` and `role: ""` keep the value.', advice: 'Send every field you own.' },
  },
  'addresses-lowercase': {
    statement: 'Addresses are compared and kept in lower case.',
    evidence: 'assumed',
    source: 'nobody recorded mixed case',
    limit: { assumed: 'Case does not matter and is not kept.', advice: 'Send lower case.' },
  },
  'limit-needs-approver': {
    statement: 'An approvalLimit above 0 needs overLimitApprover (or limitApprover); 0 with "" clears both.',
    evidence: 'documented',
    except: { assumed: 'what 0 with "" does; Terraform providers send it' },
    source: REFERENCE,
    limit: { assumed: 'What a limit of 0 with `""` as approver does: here it takes both away.', advice: 'Leave both out.' },
  },
  'forwards-to': {
    statement:
      'approvesTo is whom the person forwards to (forwardsTo) if it is a valid address; "" clears it, and anything else is ignored.',
    evidence: 'documented',
    except: { assumed: 'that "" clears it, and that an invalid one is ignored rather than skipping the record' },
    source: `${REFERENCE}: "if a valid email address is passed"`,
    limit: {
      assumed: 'That `approvesTo: ""` clears, and that an invalid one is left out rather than skipping the record.',
      advice: 'Send valid addresses.',
    },
  },
  'role-guard': {
    statement: 'Policy owners and the account running the request are never demoted from admin.',
    evidence: 'documented',
    source: REFERENCE,
  },
  terminate: {
    statement: 'isTerminated removes the person from policyID. A person who is no member counts and changes nothing.',
    evidence: 'recorded',
    except: { assumed: 'what becomes of a person who is no member' },
    source: 'Nango integration template, 2024-10',
    limit: {
      assumed: 'What happens to a person who is not a member: they count, and nothing changes.',
      advice: 'Do not rely on the count.',
    },
  },
  'terminate-by-address': {
    statement: 'A terminated record needs employeeEmail and policyID only: managerEmail and employeeID may be "" or missing.',
    evidence: 'observed',
    source: 'two Terraform providers delete so, tested live in 2021; Nango recorded one without managerEmail',
  },
  'owner-stays': {
    statement: 'A policy owner is never removed from the policy.',
    evidence: 'assumed',
    source: 'a policy cannot be without owner',
    limit: { assumed: 'An owner cannot be removed by a feed.', advice: 'Transfer the policy first.' },
  },
  'on-leave': {
    statement:
      'workerStatus "On Leave" takes a manager out of duty: reports submit to the manager’s manager on that policy, else to the policy owner.',
    evidence: 'documented',
    except: { assumed: 'that reports go to the policy owner where there is no such manager, and that earlier reports go too' },
    source: REFERENCE,
    limit: {
      assumed:
        'That reports go to the policy owner where no manager is on duty, that reports from before go too, and that they do not come back by themselves.',
      advice: 'Send the managers you want.',
    },
  },
  'additional-policies': {
    statement:
      'additionalPolicyIDs adds the person to each; an unknown one, or more than 10,000, skip the record; a plain string is ignored.',
    evidence: 'documented',
    except: {
      observed: 'that a plain string does not work',
      assumed: 'that an unknown policy skips the record; the length is a limit of our own',
    },
    source: REFERENCE,
    limit: {
      assumed: 'That an unknown id skips the whole record. A list of more than 10,000 does too, which is our own limit.',
      advice: 'Send ids that get policyList lists.',
    },
  },
  'unassigned-policies': {
    statement:
      'shouldRemoveFromUnassignedPolicies removes a person from every policy that the feed does not assign them to. policyID, additionalPolicyIDs and being the managerEmail of another employee each count as assigned.',
    evidence: 'documented',
    except: { assumed: 'that policies which the account does not administer are left alone' },
    source: REFERENCE,
    limit: { assumed: 'That policies which the account does not administer are left alone.', advice: "Use an admin's credentials." },
  },
  'domain-groups': {
    statement: 'domainGroupID is applied only when every record carries one.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'primary-policy': {
    statement:
      'setEmployeePrimaryPolicy none (default), new_employees (people who were not on that policy yet) or all_employees makes policyID the primary one.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'fix-approval-chains': {
    statement:
      'Managers, their managers and so on, and over-limit and next approvers, are invited to policies where they approve; unless shouldFixApprovalChains is false.',
    evidence: 'documented',
    except: { assumed: 'that an invited manager submits to whom they submit to on another policy, else to the policy owner' },
    source: REFERENCE,
    limit: {
      assumed: 'That an invited approver submits to whom they submit to on another policy, else to the policy owner.',
      advice: 'Send a record for each approver.',
    },
  },
  'first-level-only': {
    statement: 'fixFirstLevelManagersOnly invites the direct manager only, who then submits to the policy owner.',
    evidence: 'documented',
    except: { assumed: 'that the invited manager submits to the policy owner' },
    source: `${REFERENCE}, as read 2026-08`,
    limit: { assumed: 'That the invited manager submits to the policy owner.', advice: 'Send a record for each manager.' },
  },
  'default-tags': {
    statement: 'defaultTags are kept for the person; anything but an array of at most 10,000 is ignored.',
    evidence: 'documented',
    except: { assumed: 'that anything but an array of texts is ignored; the length is a limit of our own' },
    source: REFERENCE,
    limit: {
      assumed: 'That anything but an array of texts is ignored. So is one of more than 10,000, which is our own limit.',
      advice: 'Send an array.',
    },
  },
  'summary-mail': {
    statement: 'onFinish email sends a summary to the recipients; an object instead of an array is read too.',
    evidence: 'documented',
    except: { assumed: 'that an object, which real flows send, is read, and the text of the mail' },
    source: REFERENCE,
    limit: { assumed: 'That `onFinish` as an object is read; the text of the mail.', advice: 'Send an array.' },
  },
  'invitation-mail': {
    statement: 'New members get an invitation mail unless shouldSkipNotificationEmail.',
    evidence: 'documented',
    except: { assumed: 'the text of the mail' },
    source: REFERENCE,
    limit: { assumed: 'The text of the mail.', advice: 'Do not test it.' },
  },
  'feed-by-url': {
    statement: 'dataSource download fetches credentials.feedUrl with Basic auth.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'feed-by-sftp': {
    statement: 'dataSource sftp reads credentials.sftp.filename from its host.',
    evidence: 'documented',
    source: REFERENCE,
  },
} as const satisfies Record<string, Rule>;
