import { BROKEN_CONNECTIONS, HEALTHY_CONNECTIONS } from './broken-connection.ts';
import { describeRows } from './rows.ts';

describeRows('a connection that works', HEALTHY_CONNECTIONS);
describeRows('a connection', BROKEN_CONNECTIONS);
