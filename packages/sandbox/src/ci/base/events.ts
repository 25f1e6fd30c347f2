/** Whatever is true of an event when it is emitted, but for the time (`at`), which the server adds. */
export type Emit<Event> = (event: WithoutTime<Event>) => void;

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at'> : never;
