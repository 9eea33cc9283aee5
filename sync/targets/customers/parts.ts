import {
	ADDRESS_PARTS,
	addressText,
	alikeAddress,
	foldText,
	mergedAddress,
	splitName,
	type AddressValue,
	type FieldValue,
	type Mode,
} from '../../../rules';
import type { PlannedChange } from '../../contract/plan';
import {
	INVOICE_ADDRESS,
	type CinodeContact,
	type CinodeCustomerAddress,
	type CinodeManager,
} from './cinodeCustomer';
import type { Colleague } from './directory';

/** Parts of a customer that Cinode keeps apart: invoice address, people responsible, contacts. */

export interface PartPlan<Work> {
	change?: Pick<PlannedChange, 'from' | 'to'>;
	warning?: string;
	payload?: Work;
}

export interface AddressPayload {
	/** Absent for a new one. */
	id?: number;
	body: Record<string, unknown>;
}

/** The one address of type Invoice (docs/field-rules.md#customers-kleer--cinode: Invoice Address); never doubled. */
export function planAddress(
	wanted: AddressValue | null,
	addresses: CinodeCustomerAddress[],
	mode: Mode,
): PartPlan<AddressPayload> {
	const present = addresses.filter(({ addressType }) => addressType === INVOICE_ADDRESS);
	const [only] = present;
	if (wanted === null && mode !== 'mirror') return {};
	if (!only) {
		if (wanted === null) return {};
		return {
			change: { from: null, to: addressText(wanted) },
			payload: { body: { ...wanted, addressType: INVOICE_ADDRESS, comments: null } },
		};
	}
	if (mode === 'ifEmpty') return {};
	const merge = (current: AddressValue) => mergedAddress(wanted ?? NO_ADDRESS, current, mode === 'mirror');
	if (present.some((address) => alikeAddress(merge(valueOf(address)), valueOf(address)))) return {};
	if (present.length > 1) {
		return {
			warning: `Cinode has ${present.length} invoice addresses, none like Kleer's: keep one there, and it will be updated`,
		};
	}
	const merged = merge(valueOf(only));
	return {
		change: { from: addressText(valueOf(only)), to: addressText(merged) },
		payload: {
			id: only.id,
			body: { ...merged, addressType: INVOICE_ADDRESS, comments: only.comments ?? null },
		},
	};
}

const NO_ADDRESS: AddressValue = {
	street1: null,
	street2: null,
	zipCode: null,
	city: null,
	country: null,
	email: null,
};

function valueOf(address: CinodeCustomerAddress): AddressValue {
	const value = { ...NO_ADDRESS };
	for (const part of ADDRESS_PARTS) value[part] = address[part]?.trim() || null;
	return value;
}

/** What happens to people responsible whom Kleer doesn't name (docs/field-rules.md#customers-kleer--cinode: Our Reference). */
export const RESPONSIBLE_POLICIES = {
	add: {
		name: 'Add to Those Responsible',
		description: 'Others who are responsible in Cinode stay; results name them',
	},
	only: { name: 'Be the Only One', description: 'Others are removed' },
} as const;

export type ResponsiblePolicy = keyof typeof RESPONSIBLE_POLICIES;

export interface ManagersPayload {
	add: number[];
	remove: number[];
}

export function planManagers(
	wanted: Colleague,
	managers: CinodeManager[],
	policy: ResponsiblePolicy,
	mode: Mode,
): PartPlan<ManagersPayload> {
	const nameOf = ({ firstName, lastName }: CinodeManager) => `${firstName ?? ''} ${lastName ?? ''}`.trim();
	const others = managers.filter(({ companyUserId }) => companyUserId !== wanted.id);
	const isThere = others.length < managers.length;
	const names = others.map(nameOf).join(', ');
	const removes = policy === 'only' && others.length > 0;
	if (mode === 'ifEmpty' && managers.length > 0) return {};
	const warning = others.length > 0 && !removes ? `Also responsible in Cinode: ${names}` : undefined;
	if (isThere && !removes) return { warning };
	return {
		warning,
		change: {
			from: managers.map(nameOf).join(', ') || null,
			to: removes ? wanted.name : [...managers.map(nameOf), wanted.name].join(', '),
		},
		payload: {
			add: isThere ? [] : [wanted.id],
			remove: removes ? others.map(({ companyUserId }) => companyUserId ?? 0) : [],
		},
	};
}

/** Your Reference: found by name, created only when it reads as a person. */
export function planContact(
	wanted: string,
	contacts: CinodeContact[],
	mode: Mode,
): PartPlan<{ firstName: string; lastName: string }> {
	const nameOf = ({ firstName, lastName }: CinodeContact) => foldText(`${firstName ?? ''} ${lastName ?? ''}`);
	const name = readsAsPerson(wanted) ? splitName(wanted) : undefined;
	const spellings = [wanted, name ? `${name.firstName} ${name.lastName}` : wanted].map(foldText);
	if (contacts.some((contact) => spellings.includes(nameOf(contact)))) return {};
	if (mode === 'ifEmpty' && contacts.length > 0) return {};
	if (!name) {
		return {
			warning: `Kleer's Your Reference '${wanted}' doesn't read as a person's full name: no contact is made of it`,
		};
	}
	const { firstName, lastName } = name;
	return { change: { from: null, to: `${firstName} ${lastName}` }, payload: { firstName, lastName } };
}

/** Two words or more, no digits, @ or slash: buyers' references are often codes. */
function readsAsPerson(text: string): boolean {
	return !/[\d@/]/.test(text) && text.trim().split(/[\s,]+/).length >= 2;
}

/** The mode that holds for a part, or `undefined` when it isn't touched at this meeting. */
export function modeOfPart(
	value: FieldValue | undefined,
	mode: Mode | undefined,
	isNew: boolean,
): Mode | undefined {
	if (value === undefined) return undefined;
	if (mode === 'onCreate') return isNew ? 'always' : undefined;
	return mode ?? 'always';
}
