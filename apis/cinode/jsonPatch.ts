/** Cinode takes a JSON patch only under its own content type (facts/cinode.md 2a). */
export const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
