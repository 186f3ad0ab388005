import type { CompanyDocument } from '../../../emulator/world/document.js';

/** A company as the console shows it: without the hashes of its secrets. */
export interface ShownCompany extends Pick<CompanyDocument, 'name' | 'domainAdmins' | 'domainGroups' | 'accounts' | 'policies'> {
  readonly domains: readonly string[];
}
