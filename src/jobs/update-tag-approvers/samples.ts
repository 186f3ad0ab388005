import type { Samples } from '../../protocol/samples.js';

/** Requests that `trigger` and the console send. */
export const samples: Samples = {
  'approver-without-tag': {
    about: 'Set an approver for a tag that does not exist',
    answer: 'invalid-tag',
    job: { inputSettings: { policyID: '{{policyID}}' }, tagApprovers: [{ name: 'No such tag', approver: '{{owner}}' }] },
  },
  'tag-without-approver': {
    about: 'Set an approver who is not a member',
    answer: 'invalid-approver',
    job: { inputSettings: { policyID: '{{policyID}}' }, tagApprovers: [{ name: '{{tag}}', approver: 'stranger@{{domain}}' }] },
  },
  'approvers-of-unknown-policy': {
    about: 'Set tag approvers of a policy that does not exist',
    answer: 'invalid-policy',
    job: { inputSettings: { policyID: 'FFFFFFFFFFFFFFFF' }, tagApprovers: [] },
  },
  'not-policy-admin': {
    about: 'Set tag approvers without being an admin of the policy',
    answer: 'not-policy-admin',
    job: { inputSettings: { policyID: '{{memberPolicyID}}' }, tagApprovers: [] },
  },
};
