import { flag, id, number, object, required, text, type Infer } from '../decode';

/** What other records refer to. */

export const kleerDimension = object({ id: required(id), name: text });

export const kleerDimensionEntry = object({ id: required(id), name: text, active: flag });

/** Kleer wraps this type's id; the price is in öre per hour. */
export const kleerActivity = object({ id: required(id), name: text, description: text, price: number });
export type KleerActivity = Infer<typeof kleerActivity.fields>;

export const kleerCompany = object({ name: text, 'accounting-currency': text });

/** What a write answers. */
export const kleerSaved = object({ id });
export const kleerCreated = object({ id: required(id) });
