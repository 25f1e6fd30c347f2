/** Takes what could not be read: what it is, and why, as a sentence. */
export type Unseen = (sentence: string) => void;
