/** A clause, for where nothing on the instance knows of evidence. */
export const APP_NOT_THERE =
  'the Change Gate app is not installed on this instance, or is older than this version';

/** What to do about it: a sentence. */
export const HAVE_APP =
  "The instance's admin imports the update set of this version, or names its scope in app-scope.";
