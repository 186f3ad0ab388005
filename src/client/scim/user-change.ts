/** A user as returned by the SCIM endpoint. */
export interface ScimUser {
  readonly id: string;
  /** The userName, as the server spells it. */
  readonly email: string;
  readonly isActive: boolean;
}

/** The user's state before and after `deactivateUser` or `reactivateUser`. */
export interface UserChange extends ScimUser {
  readonly wasActive: boolean;
}
