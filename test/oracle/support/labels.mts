/**
 * What results, rejections and summaries call a Kleer record: its name and its key; without a key, Kleer's id. The key
 * alone won't do: two may share it, and one of them is rejected.
 */
export function labelOf(id: number, name: string, key: string): string {
	return `${name.trim() || '(no name)'} (${key || `Kleer id ${id}`})`;
}
