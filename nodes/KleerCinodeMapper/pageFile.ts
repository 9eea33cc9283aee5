import type { IBinaryKeyData } from 'n8n-workflow';

/**
 * A page as a file of its item, which n8n offers under *Binary* and passes on to e-mail. It stays within the item:
 * n8n's `prepareBinaryData` writes it to n8n's storage, where it outlives an execution that isn't saved, with the
 * names in it (docs/decisions.md#trust).
 */
export function pageFile(html: string): IBinaryKeyData {
	const bytes = Buffer.from(html, 'utf8');
	return {
		report: {
			data: bytes.toString('base64'),
			mimeType: 'text/html',
			fileType: 'html',
			fileName: 'report.html',
			fileExtension: 'html',
			fileSize: `${(bytes.length / 1000).toFixed(1)} kB`,
			bytes: bytes.length,
		},
	};
}
