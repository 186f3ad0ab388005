import { z } from 'zod';
import { lenientPort } from '../../protocol/lenient.js';
import { list } from '../../util/lists.js';

/** More than any client sends. A longer list is ignored. */
const MAX_ACTIONS = 1000;

/** The maximum length of a host name (RFC 1035). The outbox shows both. */
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
/** An unknown or incomplete action. */
const unknownAction = z.looseObject({}).transform(({ actionName }) => ({ actionName: 'unknown' as const, written: actionName }));

/** The actions at the end of an export. An object instead of a list is one action. */
export const onFinish = z.union([
  list(z.union([email, markAsExported, sftpUpload, unknownAction])).max(MAX_ACTIONS),
  z.union([email, markAsExported, sftpUpload, unknownAction]),
]);
export type OnFinish = z.output<typeof onFinish>;
export type FinishAction = Exclude<OnFinish, readonly unknown[]>;
