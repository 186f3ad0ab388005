/** In the order in which a report goes through them. */
export const STATUSES = ['Open', 'Processing', 'Approved', 'Reimbursed', 'Closed'] as const;
