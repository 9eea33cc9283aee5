/** What nodes may use of the look-up's page. */
export { DONE, LOOK_AGAIN, SYNC_NOW, lookUpForm, lookUpPage } from './pages';
export { viewOf as lookUpView, type LookUp } from './view';
