import type { AddressValue } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { isAnswerLost } from '../../../base/errors';
import type { CinodeCustomer, CinodeCustomersApi } from './cinodeCustomer';
import { planAddress, planContact, type AddressPayload } from './parts';

/** What a customer has several of is added once, also where the answer is lost. */

export async function addAddress(
	api: CinodeCustomersApi,
	customer: number,
	body: AddressPayload['body'],
): Promise<void> {
	const address = body as unknown as AddressValue;
	await addOnce(
		api,
		customer,
		async () => await api.createAddress(customer, body),
		({ addresses }) => !planAddress(address, addresses ?? [], 'always').payload,
	);
}

export async function addContact(
	api: CinodeCustomersApi,
	customer: number,
	name: { firstName: string; lastName: string },
): Promise<void> {
	const text = `${name.firstName} ${name.lastName}`;
	await addOnce(
		api,
		customer,
		async () => await api.createContact(customer, name),
		({ contacts }) => !planContact(text, contacts ?? [], 'always').payload,
	);
}

/** Where the answer was lost and it isn't there, it may be yet: the next run looks again. */
async function addOnce(
	api: CinodeCustomersApi,
	customer: number,
	add: () => Promise<unknown>,
	isThere: (customer: CinodeCustomer) => boolean,
): Promise<void> {
	const outcome = await attempt(add);
	if (outcome.ok) return;
	const { error } = outcome;
	if (!isAnswerLost(error) || !isThere(await api.getCustomer(customer))) throw error;
}
