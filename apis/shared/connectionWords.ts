/** What to say where nothing came back, in words; beside the system's codes. */

/** Node's codes for a certificate that it doesn't trust: nothing was sent. */
export const NOT_TRUSTED =
	/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT)|INVALID_CA|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH/;

const WORDS: Record<string, (host: string) => string> = {
	ENOTFOUND: (host) => `There is no address ${host}. Check the base URL`,
	EAI_AGAIN: (host) => `The address ${host} can't be looked up now. Check the base URL and the network`,
	ECONNREFUSED: (host) => `${host} refuses the connection. Check the base URL and its port`,
	EHOSTUNREACH: (host) => `${host} can't be reached from this n8n. Check the network`,
	ENETUNREACH: (host) => `${host} can't be reached from this n8n. Check the network`,
	ETIMEDOUT: (host) => `${host} did not answer in time. Check the base URL and the network`,
	ECONNABORTED: (host) => `${host} did not answer in time. Check the base URL and the network`,
	ECONNRESET: (host) => `${host} broke off the connection. Check whether the base URL begins with https`,
	EPROTO: (host) => `${host} does not speak https there. Check the base URL and its port`,
};

/**
 * Why a base URL can't be one; `undefined` when it may be.
 * @param usual What it is as a rule, for people.
 */
export function addressProblem(baseUrl: string, usual: string): string | undefined {
	const given = baseUrl.trim();
	const isWeb = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
	if (isWeb) return undefined;
	if (given === '') return `The base URL is empty. It is ${usual} as a rule`;
	return `The base URL '${given}' is not an address: it has to begin with https://, as ${usual} does`;
}

/** @param code The system's, such as "ECONNREFUSED". */
export function connectionWords(code: string, baseUrl: string): string {
	const { host } = new URL(baseUrl.trim());
	if (NOT_TRUSTED.test(code)) {
		return `The certificate of ${host} is not trusted (${code}). Check the base URL; behind a proxy that opens TLS, give n8n its certificate (NODE_EXTRA_CA_CERTS)`;
	}
	return WORDS[code]?.(host) ?? `${host} could not be reached${code ? ` (${code})` : ''}. Check the base URL`;
}
