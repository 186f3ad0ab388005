import { z } from 'zod';
import { lenientPort } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';

/** More than anybody sends: a longer list is ignored. */
const MAX_ACTIONS = 1000;

/** The longest name of a host (RFC 1035); the outbox shows both. */
const MAX_NAME = 255;

const email = z.object({ actionName: z.literal('email'), recipients: z.string(), message: z.string().optional() });
const markAsExported = z.object({ actionName: z.literal('markAsExported'), label: z.string().min(1).max(1000) });
const sftpUpload = z.object({
  actionName: z.literal('sftpUpload'),
  sftpData: z.object({
    host: z.string().min(1).max(MAX_NAME),
    login: z.string().max(MAX_NAME),
    password: z.string(),
    port: lenientPort.default(22),
  }),
});
/** What is no action that is known, or one that lacks something. */
const unknownAction = z.looseObject({}).transform(({ actionName }) => ({ actionName: 'unknown' as const, written: actionName }));

/** What is done at the end of an export; an object in place of the list is one action. */
export const onFinish = z.union([
  list(z.union([email, markAsExported, sftpUpload, unknownAction])).max(MAX_ACTIONS),
  z.union([email, markAsExported, sftpUpload, unknownAction]),
]);
export type OnFinish = z.output<typeof onFinish>;
export type FinishAction = Exclude<OnFinish, readonly unknown[]>;
