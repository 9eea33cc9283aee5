/** What the layers above may use of the field rules. */
export * from './kleerRecords';
export * from './shared/alike';
export * from './shared/categories';
export * from './shared/dates';
export * from './shared/email';
export * from './shared/mapFields';
export * from './shared/modes';
export * from './shared/personName';
export * from './shared/personalNumber';
export * from './shared/types';
export * from './users/accessLevels';
export * from './users/fieldRules';
export * from './users/mapUsers';
export * from './users/setup';
