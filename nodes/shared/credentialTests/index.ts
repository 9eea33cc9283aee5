/** The tests of the credentials, by the name that the nodes give them. */
export { cinodeApiTest } from './cinodeApiTest';
export { kleerApiTest } from './kleerApiTest';
export { n8nSetUpApiTest } from './n8nSetUpApiTest';
