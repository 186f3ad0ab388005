import { z } from 'zod';
import { SCIM_SCHEMAS } from '../../protocol/scim/operations.js';
import { list } from '../../util/lists.js';

/** The keys that the client reads from RFC 7643's resources and RFC 7644's messages. */

export const scimUser = z.object({
  // The id becomes a segment of a URL. If it is empty or dots, the URL would point to a different resource.
  id: z.string().refine((id) => id.isWellFormed() && !/^\.{0,2}$/.test(id)),
  userName: z.string(),
  active: z.boolean(),
});

export type ScimResource = z.output<typeof scimUser>;

export const userList = z.object({
  totalResults: z.int().min(0),
  // RFC 7644 allows a server to leave the list out when it is empty.
  Resources: z.optional(list(scimUser)),
});

export type ScimUserList = z.output<typeof userList>;

export const scimErrorBody = z.object({
  schemas: list(z.string()).refine((schemas) => schemas.includes(SCIM_SCHEMAS.error)),
  // RFC 7644 requires a string, but some servers send a number.
  status: z.optional(z.union([z.string(), z.number()])),
  scimType: z.optional(z.string()),
  detail: z.optional(z.string()),
});
