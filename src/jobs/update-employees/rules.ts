import type { Rule } from '../../protocol/evidence.js';

const REFERENCE = 'Advanced Employee Updater page';

/** What `update employees` does in addition to responding. Each rule is tested by at least one interaction. */
export const updateEmployeesRules = {
  'answer-keys': {
    statement:
      'requestID, both maps, diff.diffToAdd, securityGroupEmployeesMap, updatedEmployeesCount and responseCode are always present; diff.diffToRemove and skippedEmployees if not empty; dry-run if the request has it.',
    evidence: 'assumed',
    source: 'the only rule that fits the reference and the recordings',
    limit: { assumed: 'When each key is present.', advice: 'Treat keys as optional.' },
  },
  'new-in-diff': {
    statement:
      'A new member appears in diffToAdd; a changed member does not, but is counted. Each address is counted once, unless its records are skipped.',
    evidence: 'assumed',
    source: 'the only rule that fits the reference and the recordings',
    limit: { assumed: 'Who is in `diffToAdd` and who is counted.', advice: 'Use the count for logs, not for logic.' },
  },
  'skip-not-fail': {
    statement: 'A bad record is skipped with a reason; the others are applied.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'dry-run-changes-nothing': {
    statement: 'A dry run returns what the real run would, changes nothing and sends no email.',
    evidence: 'documented',
    except: { assumed: 'that the response is exactly that of the real run, and that no email is sent' },
    source: REFERENCE,
    limit: {
      assumed: 'That the response is the same, and that no email is sent, not even by `onFinish`.',
      advice: 'Read the documented keys.',
    },
  },
  atomic: {
    statement: 'A feed is applied all at once or not at all.',
    evidence: 'assumed',
    source: 'no partly applied feed was observed',
    limit: { assumed: 'That a feed is applied all at once.', advice: 'Write feeds that can be sent again.' },
  },
  'data-shapes': {
    statement:
      'The feed is a bare array, {"Employees": […]}, {"Employee": …} or {"Report_Entry": […]}, in the field data; nested as inputSettings.data, it is accepted too. The field takes precedence.',
    evidence: 'documented',
    except: { observed: '{"Employee": …}', assumed: '{"Report_Entry": […]}, and that the field takes precedence' },
    source: `${REFERENCE}; Expensify's help articles on Okta Workflows (nested) and on Workday (Report_Entry); a public script (Employee)`,
    limit: {
      assumed: 'That `Report_Entry` is accepted; that the field `data` takes precedence.',
      advice: 'Send one feed.',
    },
  },
  'empty-feed': {
    statement: 'A feed without records returns the same 410 as missing data.',
    evidence: 'assumed',
    source: 'no recording exists',
    limit: { assumed: 'That an empty list is refused.', advice: 'Do not send one.' },
  },
  'permission-first': {
    statement: 'An account without permission gets 403 before the feed is read.',
    evidence: 'assumed',
    source: 'no recording of a request with both errors',
    limit: { assumed: 'That 403 comes before errors in the feed.', advice: 'Do not depend on it.' },
  },
  'admin-of-policy': {
    statement: 'A policy the account does not administer counts as not found.',
    evidence: 'assumed',
    source: 'no recording exists',
    limit: { assumed: 'The whole rule.', advice: "Use an admin's credentials." },
  },
  'employee-id-fills-field-1': {
    statement: 'employeeID is also written to Custom Field 1, unless the record has customField1.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'email-change': {
    statement: 'A known employeeID with a new address changes the primary login; the old address stays as a secondary login.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'employee-id-replaced': {
    statement: 'If a known address has another employeeID, the account stays and gets the new id.',
    evidence: 'assumed',
    source: 'the reference calls the id constant and does not mention a changed one',
    limit: { assumed: 'That the new id is accepted.', advice: 'Never change an id.' },
  },
  'limit-without-approver': {
    statement: 'approvalLimit 0 without an approver removes the limit and the approver. overLimitApprover "" alone changes nothing.',
    evidence: 'assumed',
    source: 'clients send 0 with ""; the result was not kept',
    limit: { assumed: 'The whole rule.', advice: 'Send limit and approver together, or neither.' },
  },
  'map-members': {
    statement:
      'policyIDToEmployeesMap also shows forwardsTo, approvalLimit and overLimitForwardsTo when set, and people outside the feed whom the request changed.',
    evidence: 'assumed',
    source: 'the recorded bodies show five keys of one new person',
    limit: { assumed: 'The keys beyond the five recorded ones, and which people are listed.', advice: 'Read the policy back instead.' },
  },
  'names-not-overwritten': {
    statement: 'firstName and lastName never overwrite a name that the person has set themselves.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'absent-means-keep': {
    statement: 'A field that is missing in the record keeps its value. null and role "" count as missing.',
    evidence: 'assumed',
    source: 'no recording of a partial update',
    limit: { assumed: 'The whole rule.', advice: 'Send every field you own.' },
  },
  'addresses-lowercase': {
    statement: 'Addresses are compared and stored in lower case.',
    evidence: 'assumed',
    source: 'no recording with mixed case',
    limit: { assumed: 'The whole rule.', advice: 'Send lower case.' },
  },
  'limit-needs-approver': {
    statement: 'An approvalLimit above 0 needs overLimitApprover (or limitApprover); 0 with "" clears both.',
    evidence: 'documented',
    except: { assumed: 'what 0 with "" does (Terraform providers send it)' },
    source: REFERENCE,
    limit: { assumed: 'What a limit of 0 with `""` as approver does. The emulator removes both.', advice: 'Leave both out.' },
  },
  'forwards-to': {
    statement:
      'approvesTo, if it is a valid address, is the person that reports are forwarded to (forwardsTo). "" clears it; anything else is ignored.',
    evidence: 'documented',
    except: { assumed: 'what "" and an invalid value do' },
    source: `${REFERENCE}: "if a valid email address is passed"`,
    limit: {
      assumed: 'What `""` and an invalid value do.',
      advice: 'Send valid addresses.',
    },
  },
  'role-guard': {
    statement: 'Policy owners and the account running the request are never demoted from admin.',
    evidence: 'documented',
    source: REFERENCE,
  },
  terminate: {
    statement: 'isTerminated removes the person from policyID. A person who is not a member is counted, and nothing changes.',
    evidence: 'recorded',
    except: { assumed: 'what happens to a person who is not a member' },
    source: 'Nango integration template, 2024-10',
    limit: {
      assumed: 'That a person who is not a member is counted.',
      advice: 'Do not rely on the count.',
    },
  },
  'terminate-by-address': {
    statement: 'A terminated record only needs employeeEmail and policyID. managerEmail and employeeID may be "" or missing.',
    evidence: 'observed',
    source: 'two Terraform providers delete people this way, tested live in 2021; a Nango recording has no managerEmail',
  },
  'owner-stays': {
    statement: 'A policy owner is never removed from the policy.',
    evidence: 'assumed',
    source: 'a policy cannot be without an owner',
    limit: { assumed: 'That an owner cannot be removed by a feed.', advice: 'Transfer the policy first.' },
  },
  'on-leave': {
    statement: `If a manager has workerStatus "On Leave", their reports submit to the manager's manager on that policy, or else to the policy owner.`,
    evidence: 'documented',
    except: { assumed: 'that reports go to the policy owner if there is no such manager, and that earlier reports are moved too' },
    source: REFERENCE,
    limit: {
      assumed:
        'That people submit to the policy owner if every manager is on leave, that people who submitted to the manager before are moved too, and that they are not moved back automatically.',
      advice: 'Send the managers that you want.',
    },
  },
  'additional-policies': {
    statement:
      'additionalPolicyIDs adds the person to each policy. An unknown policy or more than 10,000 of them skip the record; a plain string is ignored.',
    evidence: 'documented',
    except: {
      observed: 'that a plain string does not work',
      assumed: 'that an unknown policy skips the record; the maximum length is a limit of the emulator',
    },
    source: REFERENCE,
    limit: {
      assumed: 'That an unknown id skips the whole record. A list of more than 10,000 does too, which is a limit of the emulator.',
      advice: 'Send ids that get policyList lists.',
    },
  },
  'unassigned-policies': {
    statement:
      'shouldRemoveFromUnassignedPolicies removes a person from every policy that the feed does not assign them to. policyID, additionalPolicyIDs and being the managerEmail of another employee all count as assigned.',
    evidence: 'documented',
    except: { assumed: 'that policies which the account does not administer are left alone' },
    source: REFERENCE,
    limit: { assumed: 'That policies which the account does not administer are left alone.', advice: "Use an admin's credentials." },
  },
  'domain-groups': {
    statement: 'domainGroupID is applied only if every record has one.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'primary-policy': {
    statement:
      'setEmployeePrimaryPolicy none (default), new_employees (people who were not on that policy before) or all_employees makes policyID the primary policy.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'fix-approval-chains': {
    statement:
      'Managers, their managers and so on, and over-limit and next approvers are invited to the policies where they approve, unless shouldFixApprovalChains is false.',
    evidence: 'documented',
    except: { assumed: 'that an invited manager submits to the same person as on another policy, or else to the policy owner' },
    source: REFERENCE,
    limit: {
      assumed: 'That an invited approver submits to the same person as on another policy, or else to the policy owner.',
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
    statement: 'defaultTags are stored for the person. Anything other than an array of at most 10,000 strings is ignored.',
    evidence: 'documented',
    except: { assumed: 'that anything other than an array of strings is ignored; the maximum length is a limit of the emulator' },
    source: REFERENCE,
    limit: {
      assumed:
        'That anything other than an array of strings is ignored. So is an array of more than 10,000, which is a limit of the emulator.',
      advice: 'Send an array.',
    },
  },
  'summary-mail': {
    statement: 'onFinish email sends a summary to the recipients; an object instead of an array works too.',
    evidence: 'documented',
    except: { assumed: 'that an object, which real flows send, is accepted; the text of the email' },
    source: REFERENCE,
    limit: { assumed: 'That `onFinish` as an object is accepted; the text of the email.', advice: 'Send an array.' },
  },
  'invitation-mail': {
    statement: 'New members get an invitation email unless shouldSkipNotificationEmail is true.',
    evidence: 'documented',
    except: { assumed: 'the text of the email' },
    source: REFERENCE,
    limit: { assumed: 'The text of the email.', advice: 'Do not test it.' },
  },
  'feed-by-url': {
    statement: 'dataSource download downloads the feed from credentials.feedUrl with Basic authentication.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'feed-by-sftp': {
    statement: 'dataSource sftp downloads credentials.sftp.filename from the SFTP host.',
    evidence: 'documented',
    source: REFERENCE,
  },
} as const satisfies Record<string, Rule>;
