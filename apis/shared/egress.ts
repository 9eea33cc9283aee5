import { isDomainAllowed } from 'n8n-workflow';
import { VendorError } from '../../base';

/** Where a credential may go: to its base URL alone, and there only where the credential allows it. */

type Vendor = 'Cinode' | 'Kleer';

/** What n8n adds to every credential that is sent along with requests. */
export interface DomainRestriction {
	allowedHttpRequestDomains?: 'all' | 'domains' | 'none';
	allowedDomains?: string;
}

export function isRedirect(status: number): boolean {
	return [301, 302, 303, 307, 308].includes(status);
}

/**
 * Where a redirect leads, for people. No more than the host: paths and queries of log-in pages hold secrets.
 * @param url What was asked, since a location may be relative to it.
 */
export function redirectWords(vendor: Vendor, status: number, location: unknown, url: string): string {
	const to = typeof location === 'string' && URL.canParse(location, url) ? new URL(location, url) : undefined;
	const where = to ? `${to.protocol}//${to.host}` : 'another address';
	return `${vendor} answered ${status}, which leads to ${where}. It was not followed, since the credential would have gone along`;
}

export function redirectError(vendor: Vendor, status: number, location: unknown, url: string): VendorError {
	return new VendorError(vendor, 'unexpected', redirectWords(vendor, status, location, url), {
		status,
		advice: 'Check the base URL in the credential',
	});
}

/** Why a credential must not be sent to its base URL; `undefined` when it may be. */
export function domainProblem(
	vendor: Vendor,
	credential: DomainRestriction,
	baseUrl: string,
): string | undefined {
	// "None" is about n8n's own HTTP nodes.
	if (credential.allowedHttpRequestDomains !== 'domains') return undefined;
	const allowed = String(credential.allowedDomains ?? '').trim();
	if (allowed === '') return `The ${vendor} credential restricts its domains, but names none`;
	if (isDomainAllowed({ url: baseUrl, allowedDomains: allowed })) return undefined;
	return `The ${vendor} credential allows requests to ${allowed} alone, which its base URL is not`;
}

/** @throws VendorError when the credential must not be sent to its base URL. */
export function checkDomain(vendor: Vendor, credential: DomainRestriction, baseUrl: string): void {
	const problem = domainProblem(vendor, credential, baseUrl);
	if (problem === undefined) return;
	throw new VendorError(vendor, 'unauthorized', problem, {
		advice: "Correct 'Allowed Domains' or the base URL in the credential",
	});
}
