import type { Mark } from './mark.ts';

/** A behaviour of a server that is only believed, or that differs between installations: what it may be. */
export interface Switch {
  /** What it is about, as the first words of its line in `docs/sandbox-behaviours.md`. */
  readonly about: string;
  /** By the name of each setting: what the sandbox does then. The first is the default. */
  readonly settings: Readonly<Record<string, string>>;
  readonly mark: Mark;
  /** Where the settings are known from. */
  readonly source: string;
}

/** The switches of one server, by name. */
export type Switches = Readonly<Record<string, Switch>>;

/** The setting of each of a server's switches. */
export type Settings<All extends Switches> = {
  readonly [Name in keyof All]: keyof All[Name]['settings'] & string;
};

/** All settings of `switches` are their defaults but for those that are `chosen`. */
export function settingsOf<All extends Switches>(
  switches: All,
  chosen: Partial<Settings<All>> = {},
): Settings<All> {
  const defaults = Object.entries(switches).map(([name, { settings }]) => [name, Object.keys(settings)[0]]);
  return { ...Object.fromEntries(defaults), ...chosen };
}
