/** Cinode's enumerations (docs/vendors.md#cinode-enumerations). Readers take a name in the place of a number. */

export const STATUS = { disconnected: 0, preActive: 2, active: 3 } as const;
export const SUBCONTRACTOR_STATUS = { disconnected: 0, active: 1 } as const;
export const CUSTOMER_STATUS = { inactive: 0, active: 1 } as const;
export const USER_TYPES = { employee: 0, candidate: 10, subcontractor: 20, api: 30, bot: 40 } as const;
export const ADDRESS_TYPES = { undefined: 0, street: 1, invoice: 2, location: 3 } as const;
export const PROJECT_STATE_NUMBERS = { open: 0, won: 30, lost: 40, abandoned: 50, suspended: 60 } as const;
export const CONTRACT_TYPES = { hourly: 0, fixed: 1 } as const;
export const EXTENT_TYPES = { percent: 0, hours: 1 } as const;

/** Assumption: the most that a page of a search holds (docs/vendors.md#cinode-projects). A full page may not be all. */
export const LARGEST_PAGE = 100;
