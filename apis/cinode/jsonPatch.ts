/** Cinode takes a JSON patch only under its own content type (docs/vendors.md#cinode-users). */
export const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
