/** The `serviceNow` section of a configuration: what the instance holds when it starts. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { PORT, path, settings, textFile } from '../../file-values.ts';
import { enteredValue, type Row, type ServiceNowInstance, SWITCHES, USERS } from '../../servicenow/index.ts';
import { addColumns, COLUMNS } from './columns.ts';
import { ConfigurationError, type Path } from './configuration-error.ts';
import { profileFile, takeProfile } from './profile.ts';

const USER = z.strictObject({
  userName: z.string().min(1),
  password: z.string().min(1),
  name: z.string().optional(),
  roles: z.array(z.string().min(1)).default([]),
  /** For `x-sn-apikey`. */
  apiKey: z.string().min(1).optional(),
});

/** An entry of the application registry. */
const APPLICATION = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** `userName` of whom the client credentials grant acts for. */
  user: z.string().min(1).optional(),
});

const TIME = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, 'write yyyy-MM-dd HH:mm:ss, in UTC');

/** As `ServiceNowInstance.addBlackout` takes it. */
const BLACKOUT = z.strictObject({
  name: z.string().min(1),
  windows: z.array(z.strictObject({ start: TIME, end: TIME })),
  cis: z.array(z.string().min(1)).exactOptional(),
  lockdown: z.boolean().exactOptional(),
});

const VALUE = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export function serviceNowSection(folder: string) {
  const textOfFile = z.strictObject({ file: textFile(folder) }).transform(({ file }) => file);
  return z.strictObject({
    port: PORT.optional(),
    /** HTTPS; the certificate of the authority that clients must trust is written to this file. */
    tls: z.strictObject({ ca: path(folder) }).exactOptional(),
    nodes: z.int().min(1).max(8).optional(),
    behaviours: settings(SWITCHES),
    /** Imported, previewed and committed in this order. */
    updateSets: z.array(textFile(folder)).default([]),
    properties: z.record(z.string(), VALUE).default({}),
    /** After the update sets, and before all that follows here. */
    profile: profileFile(folder).exactOptional(),
    columns: COLUMNS,
    /** Beyond those that the sandbox brings; a known `userName` gets this password and these roles besides. */
    users: z.array(USER).default([]),
    applications: z.array(APPLICATION).default([]),
    /** By table, oldest first; `sys_id` may be given, what a reference points to by its name, and a text by its file. */
    records: z.record(z.string(), z.array(z.record(z.string(), z.union([VALUE, textOfFile])))).default({}),
    blackouts: z.array(BLACKOUT).default([]),
  });
}

export type ServiceNowSection = z.infer<ReturnType<typeof serviceNowSection>>;

type User = z.infer<typeof USER>;

type Application = z.infer<typeof APPLICATION>;

const ADMIN = USERS.admin.userName;

/**
 * Puts what the section describes into a new instance.
 * @returns what people should know of it: sentences
 * @throws ConfigurationError naming the file, table, column, role or update set that is wrong
 */
export function seedInstance(instance: ServiceNowInstance, section: ServiceNowSection): string[] {
  const { tls, profile } = section;
  if (tls !== undefined) {
    at(['tls', 'ca'], () => writeFileSync(tls.ca, instance.credentials.authorityPem));
  }
  section.updateSets.forEach((xml, index) => {
    at(['updateSets', index], () => instance.importUpdateSet(xml));
  });
  const notes = profile === undefined ? [] : at(['profile'], () => takeProfile(instance, profile));
  for (const [name, value] of Object.entries(section.properties)) instance.setProperty(name, value);
  section.users.forEach((user, index) => {
    addUser(instance, user, index);
  });
  section.applications.forEach((application, index) => {
    addApplication(instance, application, index);
  });
  addColumns(instance.database, section.columns);
  for (const [table, rows] of Object.entries(section.records)) {
    rows.forEach((row, index) => {
      addRecord(instance, table, row, index);
    });
  }
  addBlackouts(instance, section);
  return notes;
}

function addUser(instance: ServiceNowInstance, user: User, index: number): void {
  const { userName, password, name = userName, roles, apiKey } = user;
  const { credentials, database } = instance;
  const known = database.find('sys_user', 'user_name', userName)?.sys_id;
  const values = { user_name: userName, user_password: database.encrypt(password), active: 'true' };
  if (known === undefined) database.insert('sys_user', { ...values, name }, ADMIN);
  else database.update('sys_user', known, values, ADMIN);
  if (apiKey !== undefined) {
    at(['users', index, 'apiKey'], () => credentials.issueApiKey(userName, apiKey));
  }
  // Explicit Roles gives every new user this one.
  instance.grantRole(userName, 'snc_internal');
  roles.forEach((role, position) => {
    at(['users', index, 'roles', position], () => instance.grantRole(userName, role));
  });
}

function addApplication(instance: ServiceNowInstance, application: Application, index: number): void {
  const { user, ...registered } = application;
  const path = ['applications', index];
  if (user !== undefined && instance.database.find('sys_user', 'user_name', user) === undefined) {
    throw problem([...path, 'user'], `there is no user ${user}`);
  }
  const options = { name: application.clientId, ...registered, ...(user !== undefined && { user }) };
  at(path, () => instance.credentials.registerApplication(options));
}

/** As an admin enters it in a form. */
function addRecord({ database }: ServiceNowInstance, tableName: string, row: Row, index: number): void {
  const table = database.table(tableName);
  const path = ['records', tableName];
  if (table === undefined)
    throw problem(
      path,
      `the sandbox has no table ${tableName}: what brings it belongs under \`serviceNow.updateSets\``,
    );
  const values: Record<string, string> = {};
  for (const [name, entered] of Object.entries(row)) {
    at([...path, index, name], () => {
      values[name] = enteredValue(database, table, name, entered);
    });
  }
  at([...path, index], () => database.insert(tableName, values, ADMIN));
}

/** After the items that they may name; the changes of the file have been checked before, so they are checked again. */
function addBlackouts(instance: ServiceNowInstance, { blackouts }: ServiceNowSection): void {
  const { userActions } = instance;
  blackouts.forEach((definition, index) => {
    at(['blackouts', index], () => instance.addBlackout(definition));
  });
  for (const { number = '', conflict_status: status } of userActions.changes()) {
    if (status !== 'Not Run') userActions.checkConflicts(number);
  }
}

/** @throws ConfigurationError naming the place in the file, where `act` throws anything */
function at<Result>(path: Path, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw problem(path, (error as Error).message);
  }
}

function problem(path: Path, message: string): ConfigurationError {
  return new ConfigurationError({ path: ['serviceNow', ...path], message });
}
