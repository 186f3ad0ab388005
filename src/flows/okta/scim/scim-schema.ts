import { z } from 'zod';
import { list } from '../../../util/lists.js';

/** Not empty, `.` or `..`, which would lead to another resource. */
const id = z.string().regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]{1,500}$/u);

/** The attributes that Okta reads. Others are kept, because a PUT sends the whole user back. */
export const scimUserSchema = z.looseObject({
  id,
  userName: z.string().min(1),
  active: z.boolean().optional(),
  name: z.looseObject({ givenName: z.string().nullish(), familyName: z.string().nullish() }).nullish(),
  emails: list(z.looseObject({ value: z.string().nullish(), primary: z.boolean().nullish() })).nullish(),
});
export type ScimUser = z.output<typeof scimUserSchema>;

/** A page of users. A service may leave out `Resources` when there are none (RFC 7644, section 3.4.2). */
export const scimListSchema = z.looseObject({
  totalResults: z.int().min(0),
  Resources: list(scimUserSchema).default([]),
});

/** RFC 7644, section 3.12. */
export const scimErrorSchema = z.looseObject({ schemas: list(z.string()), detail: z.string().optional(), scimType: z.string().optional() });
export type ScimError = z.output<typeof scimErrorSchema>;
