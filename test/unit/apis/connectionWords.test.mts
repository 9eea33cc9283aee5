import { describe, expect, it } from 'vitest';
import { addressProblem, connectionWords } from '../../../apis/shared/connectionWords.ts';

const BASE = 'https://api.kleer.se/v1';

describe('what a credential test says where nothing came back', () => {
	it.each([
		['ENOTFOUND', 'There is no address api.kleer.se. Check the base URL'],
		['ECONNREFUSED', 'api.kleer.se refuses the connection. Check the base URL and its port'],
		['ETIMEDOUT', 'api.kleer.se did not answer in time. Check the base URL and the network'],
		['EPROTO', 'api.kleer.se does not speak https there. Check the base URL and its port'],
		['ENEW', 'api.kleer.se could not be reached (ENEW). Check the base URL'],
		['', 'api.kleer.se could not be reached. Check the base URL'],
	])('%s', (code, words) => {
		expect(connectionWords(code, BASE)).toBe(words);
	});

	it.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
		'a certificate that is not trusted: %s',
		(code) => {
			expect(connectionWords(code, BASE)).toContain(`certificate of api.kleer.se is not trusted (${code})`);
		},
	);
});

describe('a base URL', () => {
	it.each(['https://api.kleer.se/v1', ' http://127.0.0.1:8080/ '])('may be %s', (given) => {
		expect(addressProblem(given, BASE)).toBeUndefined();
	});

	it.each(['api.kleer.se', 'ftp://api.kleer.se', 'https//api', ''])("can't be '%s'", (given) => {
		expect(addressProblem(given, BASE)).toContain(BASE);
	});
});
