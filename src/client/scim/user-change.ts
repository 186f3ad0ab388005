/** A user as the SCIM endpoint has them. */
export interface ScimUser {
  readonly id: string;
  /** The userName, as the server writes it. */
  readonly email: string;
  readonly isActive: boolean;
}

/** What `deactivateUser` and `reactivateUser` found, and what is so now. */
export interface UserChange extends ScimUser {
  readonly wasActive: boolean;
}
