import type { Rule } from '../../protocol/evidence.js';

const REFERENCE = 'API reference, policy updater';

/** What `update policy` does in addition to responding. Each rule is tested by at least one interaction. */
export const updatePolicyRules = {
  'merge-categories': {
    statement: 'The action merge adds categories and updates those of the same name; other categories stay.',
    evidence: 'documented',
    except: { assumed: 'that a key which is not sent keeps its value' },
    source: `${REFERENCE}; expensify-mcp README, 2026-07, confirms that others stay`,
    limit: { assumed: 'That a key which is not sent keeps its value.', advice: 'Send every key.' },
  },
  'replace-categories': {
    statement: 'The action replace removes all categories that are not sent.',
    evidence: 'documented',
    except: { assumed: 'that a key which is not sent gets its default' },
    source: REFERENCE,
    limit: { assumed: 'That a key which is not sent gets its default.', advice: 'Send every key.' },
  },
  'merge-tags': {
    statement: 'Within a level that the request names, the action merge replaces the tags; other levels stay.',
    evidence: 'observed',
    except: { assumed: 'that one rule covers both observations, and that a list without a name is replaced whole' },
    source: 'expensify-rs, 2026-08: merge deleted the tags that were not sent; expensify-mcp README, 2026-07: other groups stay',
    limit: {
      assumed:
        'That one rule covers both observations, and that a list without a name is replaced whole. The quirk `tag-merge` changes it.',
      advice: 'Send all tags of a level.',
    },
  },
  'replace-tags': {
    statement: 'The action replace, or a missing action, replaces all tags of the policy.',
    evidence: 'documented',
    except: { assumed: 'that a missing action means replace' },
    source: `${REFERENCE}: "Replace the existing tags"; the table does not list action`,
    limit: { assumed: 'That a missing action means replace.', advice: 'Send the action.' },
  },
  'tag-shapes': {
    statement: 'get policy returns the tags of a single level as a flat list and those of several levels as levels, in the order sent.',
    evidence: 'assumed',
    source: 'the API reference shows both shapes and does not say when each is used; expensify-rs measured on a single level',
    limit: { assumed: 'When get policy returns each shape.', advice: 'Accept both shapes.' },
  },
  'flat-tags': {
    statement: 'A bare list of tags, without levels, is a single level.',
    evidence: 'observed',
    except: { assumed: 'what the service did with it' },
    source: 'an integration in live production sends it, 2026-08; it barely checks the response',
    limit: { assumed: 'That the tags become a single level.', advice: 'Send tags inside a level.' },
  },
  'tag-defaults': {
    statement: 'A tag is enabled and a level is not required unless the request says otherwise.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'named-levels': {
    statement: 'If there are several levels, each needs a unique name.',
    evidence: 'assumed',
    source: `${REFERENCE} describes the name for multi-level tags only`,
    limit: { assumed: 'That levels without a name, or two with the same, are refused.', advice: 'Name each level.' },
  },
  'tags-by-file': {
    statement:
      'With source file, the form field file contains a CSV or TSV with one column for each level and, with glCodes, a column of GL codes after each.',
    evidence: 'documented',
    except: { assumed: 'that blank cells are skipped, that a level without a header is named Level 1 and so on' },
    source: `${REFERENCE}; its table says cvs and its example says csv, so both are accepted`,
    limit: {
      assumed: 'That blank cells are skipped, and the names of levels without a header.',
      advice: 'Send a header, and rows without blank cells.',
    },
  },
  'dependent-tags': {
    statement: 'With dependency, each row of the file is one tag under its parents, and get policy returns it as State:Region:City.',
    evidence: 'assumed',
    source: 'API reference, get policy example: "Enterprise:…"; templates of public clients escape a colon in a name as "\\:"',
    limit: {
      assumed: 'What get policy returns for dependent tags, and that the GL code is that of the last level.',
      advice: 'Do not rely on the joined names.',
    },
  },
  'required-levels': {
    statement: 'With a file, setRequired is a single boolean, or for independent levels a list with one boolean for each.',
    evidence: 'documented',
    except: { assumed: 'that a list of another length, or a list for dependent levels, is refused' },
    source: REFERENCE,
    limit: {
      assumed: 'That a list of another length, or a list for dependent levels, is refused.',
      advice: 'Send one boolean for each level.',
    },
  },
  'removed-tag-approver': {
    statement: 'A removed tag loses its approver; if the policy gets several levels, all tags lose theirs.',
    evidence: 'assumed',
    source: 'approvers are documented for tags of a single level only',
    limit: { assumed: 'That the approver is removed with the tag.', advice: 'Set approvers after tags.' },
  },
  'report-fields': {
    statement: 'The action merge adds report fields and replaces those of the same name; replace removes all others.',
    evidence: 'documented',
    except: { assumed: 'that the title, which is a formula, stays, and that a missing defaultValue keeps its value' },
    source: REFERENCE,
    limit: {
      assumed: 'That the title stays under replace, and that a missing `defaultValue` keeps its value.',
      advice: 'Read the policy back.',
    },
  },
  'report-field-values': {
    statement: 'Values of a dropdown are either all strings or all objects with name or value, enabled and externalID.',
    evidence: 'documented',
    except: { assumed: 'that both names of the key work, and that get policy lists disabled values like others' },
    source: `${REFERENCE}: its table says value; its example, since 2019-08, says name`,
    limit: { assumed: 'That both keys work; that get policy lists disabled values too.', advice: 'Send name.' },
  },
  'several-policies': {
    statement: 'policyIDList applies the same change to each policy.',
    evidence: 'documented',
    source: REFERENCE,
  },
  'all-or-nothing': {
    statement: 'One policy that cannot be changed fails the whole request, and nothing is changed.',
    evidence: 'assumed',
    source: 'no recording of a list with an unknown policy',
    limit: { assumed: 'That one unknown policy fails the whole request.', advice: 'Send ids that get policyList lists.' },
  },
  'top-level-sections': {
    statement: 'Sections inside inputSettings are discarded with responseCode 200.',
    evidence: 'observed',
    source: 'expensify-mcp README, 2026-07',
  },
  'no-section': {
    statement: 'A request without sections returns 200 and changes nothing.',
    evidence: 'assumed',
    source: 'nested sections get this response (observed)',
    limit: { assumed: 'That a request which changes nothing returns 200.', advice: 'Check that the sections are at the top level.' },
  },
} as const satisfies Record<string, Rule>;
