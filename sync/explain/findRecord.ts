import {
	comparableKey,
	foldText,
	linkableOrganisationNumber,
	normalEmail,
	swedishDigits,
	type MappedCustomer,
	type MappedRecord,
} from '../../rules';

/**
 * The records that somebody means by a key, an e-mail, an organisation number, a name or a project number. A key that
 * fits decides. Whose identity is protected is found by the key alone: else the page would tell whose it is.
 */
export function findRecords(records: readonly MappedRecord[], asked: string): MappedRecord[] {
	const text = asked.trim();
	if (text === '') return [];
	const key = comparableKey(text);
	const byKey = records.filter(
		(record) => record.key === key || record.key === `${record.keyPrefix}${key}` || isSource(record, key),
	);
	if (byKey.length > 0) return byKey;
	const open = records.filter(({ isProtected }) => !isProtected);
	const email = normalEmail(text);
	const byEmail = email ? open.filter(({ values }) => normalEmail(String(values.email ?? '')) === email) : [];
	if (byEmail.length > 0) return byEmail;
	const number = linkableOrganisationNumber(text) ?? swedishDigits(text);
	const byNumber = number ? open.filter((record) => numberOf(record) === number) : [];
	if (byNumber.length > 0) return byNumber;
	const name = foldText(text);
	const whole = open.filter((record) => namesOf(record).includes(name));
	return whole.length > 0
		? whole
		: open.filter((record) => namesOf(record).some((one) => one.includes(name)));
}

function isSource({ sourceId }: MappedRecord, key: string): boolean {
	return sourceId !== undefined && String(sourceId) === key;
}

function numberOf(record: MappedRecord): string | undefined {
	const { corporateIdentityNumber } = record.values;
	// Also where the row itself is off.
	const { linkNumber } = record as Partial<MappedCustomer>;
	if (linkNumber) return linkNumber;
	return typeof corporateIdentityNumber === 'string'
		? (linkableOrganisationNumber(corporateIdentityNumber) ?? swedishDigits(corporateIdentityNumber))
		: undefined;
}

/** In the ways in which people write them. */
function namesOf({ values }: MappedRecord): string[] {
	const { firstName, lastName, name } = values;
	const [first, last] = [firstName, lastName].map((part) => String(part ?? '').trim());
	return [
		...(typeof name === 'string' ? [foldText(name)] : []),
		...(first || last ? [`${first} ${last}`, `${last} ${first}`, `${last}, ${first}`].map(foldText) : []),
	];
}
