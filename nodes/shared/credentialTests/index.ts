/** The tests of both credentials, by the name that the nodes give them. */
export { cinodeApiTest } from './cinodeApiTest';
export { kleerApiTest } from './kleerApiTest';
