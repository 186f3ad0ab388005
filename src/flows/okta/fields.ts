import { isObject } from '../../util/is-object.js';
import { type ObjectValue, withKey } from '../engine/values.js';
import type { Slot, SlotType } from '../export/model.js';

/*
 * Fields of API records by their names on cards. In exports, a card's output declares the keys of its records: `ID`,
 * `Status Changed`, `First Name`, `Raw Output`, and nested ones such as `Profile` with `Name`. They are the API's names
 * (`statusChanged`, `profile.firstName`) with spaces and capitals, except for a few that the designer renames.
 */

/** Fields that the designer renames, from the cards and their help pages. */
const ALIASES: Readonly<Record<string, string>> = {
  username: 'login',
  primaryemail: 'email',
  secondaryemail: 'secondemail',
};
/** The record as returned by the API. */
const WHOLE = new Set(['rawoutput', 'rawbody']);

/** `Status Changed`, `statusChanged` and `status_changed` are the same field. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The value for a card's output, converted to its type; null if the record has none. @example outputField(user, slot) */
export function outputField(record: ObjectValue, { group, key, type, isList }: Pick<Slot, 'group' | 'key' | 'type' | 'isList'>): unknown {
  const isProfile = group === 'Profile Properties' || group === 'Profile';
  const value = isProfile ? find(profileOf(record), key) : recordField(record, key);
  return shaped(value, type, isList) ?? null;
}

/** A field of a record by its name on a card: a field of the record, of its profile, or a path with dots. */
export function recordField(record: ObjectValue, key: string): unknown {
  if (WHOLE.has(plain(key))) return record;
  const value = find(record, key) ?? find(profileOf(record), key);
  if (value !== undefined || !key.includes('.')) return value;
  return key.split('.').reduce<unknown>((held, part) => (isObject(held) ? find(held, part) : undefined), record);
}

function profileOf(record: ObjectValue): ObjectValue {
  return isObject(record.profile) ? record.profile : {};
}

function find(held: ObjectValue, key: string): unknown {
  if (Object.hasOwn(held, key)) return held[key];
  const wanted = ALIASES[plain(key)] ?? plain(key);
  const name = Object.keys(held).find((candidate) => plain(candidate) === wanted);
  return name === undefined ? undefined : held[name];
}

/** A value in the form that a slot declares: a nested type decides the exact keys. */
function shaped(value: unknown, type: SlotType, isList = false): unknown {
  if (isList && Array.isArray(value)) return value.map((item) => shaped(item, type));
  if (typeof type === 'object') return isObject(value) ? recordOfType(value, type) : value;
  // Cards have a True/False where the API has a date or an object: Activated, Password.
  if (type === 'boolean' && typeof value !== 'boolean') return value !== null && value !== undefined;
  // `recovery_question` is `{ question }` in the API and a text on the card.
  if (type === 'string' && isObject(value) && typeof value.question === 'string') return value.question;
  return value;
}

/** A record with exactly the keys that a type declares. @example recordOfType(user, { ID: { type: 'string' } }) // { ID: '00u1' } */
export function recordOfType(record: ObjectValue, type: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(type).map(([key, declared]) => {
      const { type: inner = 'object', collection = false } = isObject(declared) ? declared : {};
      const innerType = typeof inner === 'string' || isObject(inner) ? inner : 'object';
      return [key, shaped(recordField(record, key), innerType, collection === true) ?? null];
    }),
  );
}

/**
 * A record with the keys that a helper declares, in addition to its own: a helper only declares keys that its cards use.
 * @example withDeclared(groupRecord(group), group, { 'Profile.Name': { type: 'string' } })['Profile.Name'] // 'Staff'
 */
export function withDeclared(own: ObjectValue, record: ObjectValue, type: SlotType): ObjectValue {
  if (typeof type !== 'object') return own;
  const declared = Object.entries(recordOfType(record, type)).map(([key, value]): [string, unknown] => {
    const held = Object.hasOwn(own, key) ? own[key] : undefined;
    if (!isObject(held)) return [key, held ?? value];
    // An object type without declared keys doesn't tell their names.
    const inner: unknown = Object.hasOwn(type, key) ? type[key] : undefined;
    const hasKeys = isObject(inner) && isObject(inner.type) && isObject(value);
    return [key, hasKeys ? { ...held, ...value } : held];
  });
  return Object.fromEntries([...Object.entries(own), ...declared]);
}

const USER_LABELS = [
  ...['ID', 'Status', 'Created', 'Activated', 'Status Changed', 'Last Login', 'Last Updated', 'Password Changed', 'Credentials'],
  ...['Login', 'Email', 'First Name', 'Last Name', 'Mobile Phone', 'Raw Output'],
];

/** A user if no keys are declared: the labels that cards declare, and all attributes by their own names. */
export function userRecord(user: ObjectValue): ObjectValue {
  const labelled = USER_LABELS.map((label): [string, unknown] => [label, recordField(user, label) ?? null]);
  return Object.fromEntries([...labelled, ...Object.entries(profileOf(user))]);
}

const GROUP_LABELS = ['ID', 'Created', 'Last Updated', 'Last Membership Updated', 'Object Class', 'Type'];

/** A group if no keys are declared: those that cards declare, and custom profile attributes by their own names. */
export function groupRecord(group: ObjectValue): ObjectValue {
  const labelled = Object.fromEntries(GROUP_LABELS.map((label) => [label, recordField(group, label) ?? null]));
  const { name = null, description = null, ...custom } = profileOf(group);
  return withKey(labelled, 'Profile', { Name: name, Description: description, ...custom });
}

/** An application if no keys are declared. */
export function appRecord(app: ObjectValue): ObjectValue {
  const labels = ['ID', 'Name', 'Label', 'Status', 'Last Updated', 'Created', 'Sign On Mode', 'Raw Output'];
  return Object.fromEntries(labels.map((label) => [label, recordField(app, label) ?? null]));
}
