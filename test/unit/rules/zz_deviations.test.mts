import { expect, it } from 'vitest';
import { client, mappedClient } from '../support/clients.mts';

/** What the design says and the code doesn't do yet. Each moves to its own file once it is right. */

it('a currency of spaces is empty, as every other row', () => {
	expect(mappedClient(client({ currency: '  ' })).values.currency).toBeNull();
});
