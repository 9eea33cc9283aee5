/** What nodes may use of the look-up's page. */
export { lookUpForm, lookUpPage } from './pages';
export { viewOf as lookUpView, type LookUp } from './view';
